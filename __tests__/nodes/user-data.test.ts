import fc from "fast-check";
import { type NodeUserDataInput, nodeUserData } from "../../modules/nodes";
import { turnPlans } from "./arbitrary-plans";
import { context, mediaPlan, turnPlan } from "./plans";

const bundle = { bucket: "artifacts", key: "bundles/turn.tar.gz", sha256: "ab".repeat(32) };
const hooks = { launchingHook: "launching", terminatingHook: "terminating", logGroup: "/test/turn" };
const token = "${aws_autoscaling_lifecycle_hook.launching.name}";
const immutable = { kind: "immutable", parameter: "/webrtc/test/turn/image" } as const;

function turn(choice: Parameters<typeof turnPlan>[0] = {}, launchingHook = "launching"): NodeUserDataInput {
  const parameters = { ...hooks, launchingHook, turnSecret: "arn:turn" };
  return { role: "turn", plan: turnPlan(choice), context, bundle, parameters };
}

const media: NodeUserDataInput = {
  role: "media",
  plan: mediaPlan(),
  context,
  bundle,
  parameters: { ...hooks, janusTokenSecret: "arn:token", janusAdminSecret: "arn:admin" },
};

const all: readonly (readonly [string, string])[] = [
  ["mutable TURN", nodeUserData(turn())],
  ["immutable TURN", nodeUserData(turn({ image: immutable }))],
  ["mutable media", nodeUserData(media)],
];

function parameters(text: string): unknown {
  const block = /parameters\.json[\s\S]*?content: \|\n((?: {6}.*\n)+)/.exec(text)?.[1];
  return JSON.parse(block ?? "");
}

describe("user data", () => {
  it.each(all)("is a cloud-config of at most 16 KiB: %s", (_, text) => {
    expect(text.startsWith("#cloud-config\n")).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(16_384);
  });

  it.each(all)("downloads nothing over plain HTTP and pipes nothing into a shell: %s", (_, text) => {
    expect(text).not.toMatch(/http:\/\/|curl|wget|\|\s*(ba)?sh/);
  });

  it.each(all)("has no expression of its own that Terraform would read: %s", (_, text) => {
    expect(text).not.toMatch(/[$%]\{/);
  });

  it("takes packages from one dated snapshot, both pockets", () => {
    const uris = nodeUserData(turn()).match(/uri: .*/g);
    expect(new Set(uris)).toEqual(
      new Set([expect.stringMatching(/^uri: https:\/\/snapshot\.ubuntu\.com\/ubuntu\/\d{8}T\d{6}Z$/)]),
    );
    expect(uris).toHaveLength(2);
  });

  it("checks the bundle by its SHA-256 before anything of it runs", () => {
    const text = nodeUserData(turn());
    expect(text).toContain(`"${bundle.sha256}"]`);
    expect(text.indexOf("if found != wanted")).toBeLessThan(text.indexOf("ansible-playbook"));
  });

  it("writes the same parameters for a mutable and an immutable node", () => {
    expect(parameters(nodeUserData(turn({ image: immutable })))).toEqual(parameters(nodeUserData(turn())));
  });

  it("does nothing on an image but write parameters and start services", () => {
    expect(nodeUserData(turn({ image: immutable }))).not.toMatch(/packages:|ansible|snapshot/);
  });

  it("passes what Terraform fills in later as it is", () => {
    expect(parameters(nodeUserData(turn({}, token)))).toMatchObject({ launchingHook: token });
  });

  it("says to the node what its plan says, for every TURN fleet", () => {
    fc.assert(
      fc.property(turnPlans, (plan) => {
        const text = nodeUserData({
          role: "turn",
          plan,
          context,
          bundle,
          parameters: { ...hooks, turnSecret: "arn:turn" },
        });
        expect(parameters(text)).toMatchObject({
          role: "turn",
          autoScalingGroup: plan.name,
          addressPool: plan.addressPool,
          coturn: { version: plan.coturnVersion, tls: plan.tls.mode, relay: plan.relay },
        });
      }),
      { numRuns: 20 },
    );
  });
});
