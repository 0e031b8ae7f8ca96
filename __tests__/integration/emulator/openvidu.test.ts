import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HeldCluster } from "../../../cli/emulator/cloud";
import { EmulatedEnvironment } from "../../../cli/emulator/emulated-environment";
import { runProgram } from "../../../cli/emulator/run-program";
import { askedOperations, refusedOperations } from "./helpers/refused-operations";

const project = join(__dirname, "../../..");
const zones = ["us-west-2a", "us-west-2b", "us-west-2c", "us-west-2d"];
const slots = [1, 2, 3, 4].map((number) => `openvidu-master-${number}`);

describe("openvidu on the emulator", () => {
  const directory = mkdtempSync(join(tmpdir(), "webrtc-openvidu-"));
  let started: EmulatedEnvironment | undefined;
  let first: HeldCluster | undefined;

  const environment = (): EmulatedEnvironment => {
    if (started === undefined) {
      throw new Error("openvidu did not start");
    }
    return started;
  };
  /** The cluster as it stood after the first apply. */
  const standing = (): HeldCluster => {
    if (first === undefined) {
      throw new Error("the cluster was never applied");
    }
    return first;
  };

  /** The environment with other decisions, written to the stacks that stand; nothing is applied yet. */
  async function decide(name: string, aws: string): Promise<void> {
    const variant = join(directory, name);
    mkdirSync(variant);
    const example = join(__dirname, "../../fixtures/example-environments/openvidu");
    writeFileSync(
      join(variant, "openvidu.ts"),
      `import openvidu from ${JSON.stringify(example)};\nconst { turnTls: _none, ...aws } = openvidu.aws;\nexport default { ...openvidu, aws: ${aws} };\n`,
    );
    await environment().workspace.synthesize("openvidu", variant);
  }

  afterAll(() => {
    started?.stop();
  });

  it("applies both stacks in order", async () => {
    started = await EmulatedEnvironment.start("openvidu", directory, (line) => {
      process.stderr.write(`  ${line}\n`);
    });
    await environment().apply();
    first = await environment().cloud.cluster();
  });

  it("finds nothing to change in a second plan", async () => {
    expect(await environment().changes()).toEqual({});
  });

  it("stands four masters in their zones, each a group of exactly one on the interface of its slot", () => {
    const { groups, interfaces } = standing();
    const masters = groups.filter(({ name }) => name.includes("-master-"));
    expect(masters.map((group) => group.zones)).toEqual(zones.map((zone) => [zone]));
    expect(masters.map(({ sizes }) => sizes)).toEqual(slots.map(() => [1, 1, 1]));
    expect(masters.map((group) => group.interface)).toEqual(interfaces.map(({ id }) => id));
    expect(interfaces.map(({ slot, zone }) => [slot, zone])).toEqual(slots.map((slot, index) => [slot, zones[index]]));
    expect(new Set(interfaces.map(({ address }) => address)).size).toBe(4);
  });

  it("starts the masters one after the other, and media nodes after the last", () => {
    const inOrder = [...standing().groups].sort((a, b) => a.created.localeCompare(b.created));
    expect(inOrder.map(({ name }) => name.replace("webrtc-openvidu-", ""))).toEqual([
      "master-1",
      "master-2",
      "master-3",
      "master-4",
      "media",
    ]);
  });

  it("puts the masters' firewall on each of their interfaces", () => {
    const open = standing().interfaces.filter(({ firewalls }) =>
      firewalls.includes("openvidu-us-west-2-openvidu-masters"),
    );
    expect(open.map(({ slot }) => slot)).toEqual(slots);
    expect(standing().interfaces.filter(({ firewalls }) => firewalls.includes("default"))).toEqual([]);
  });

  it("keeps an encrypted volume beside each master, with snapshots of each", () => {
    const { volumes, snapshotPolicies } = standing();
    expect(volumes.map(({ slot, zone, encrypted }) => [slot, zone, encrypted])).toEqual(
      slots.map((slot, index) => [slot, zones[index], true]),
    );
    expect(snapshotPolicies).toEqual(slots.map((slot) => ({ slot, everyHours: 24, keep: 14 })));
  });

  it("lets each role read its own secret and no other, and no role the operators' bundle", () => {
    expect(standing().secretReaders).toEqual({
      "webrtc/openvidu/us-west-2/openvidu-credentials": [],
      "webrtc/openvidu/us-west-2/openvidu-master": ["openvidu-us-west-2-openvidu-master"],
      "webrtc/openvidu/us-west-2/openvidu-media": ["openvidu-us-west-2-openvidu-media"],
    });
  });

  it("tells operators, masters and media nodes the same values, and media nodes no more than they need", async () => {
    const values = await environment().cloud.secretValues();
    const secret = (role: string): Record<string, string> =>
      JSON.parse(values[`us-west-2 webrtc/openvidu/us-west-2/openvidu-${role}`] ?? "{}");
    const master = secret("master");
    expect(secret("credentials")).toMatchObject({ ...master, OPENVIDU_PASSWORD: master["LIVEKIT_API_SECRET"] });
    expect(secret("media")).toEqual({ REDIS_PASSWORD: master["REDIS_PASSWORD"] });
  });

  it("keeps every generated value out of JSON, plans, states and user data", async () => {
    const values = Object.values(await environment().cloud.secretValues())
      .flatMap((text) => Object.values<string>(JSON.parse(text)))
      .filter((value) => /^[A-Za-z0-9]{15,}$/.test(value));
    const texts = [...(await environment().texts())];
    const leaks = [...new Set(values)].flatMap((value) =>
      texts.filter(([, text]) => text.includes(value)).map(([where]) => where),
    );
    expect(new Set(values).size).toBe(10);
    expect(leaks).toEqual([]);
  });

  it("prints for each group what it has and what its node said last, when asked why", async () => {
    await environment().cloud.say("webrtc-openvidu-master-2", "/webrtc/openvidu/master", "no space left on device");
    const { code, output } = await runProgram(join(project, "node_modules/.bin/tsx"), ["cli/why.ts", "openvidu"], {
      directory: project,
      environment: environment().workspace.environment,
      remedy: "npm ci",
    });
    expect(code).toBe(0);
    expect(output.match(/1 of 1 in service/g)).toHaveLength(5);
    expect(output).toMatch(/webrtc-openvidu-master-2 [\s\S]*no space left on device[\s\S]*webrtc-openvidu-master-3 /);
  });

  it("has a second balancer for TURN over TLS", () => {
    expect(standing().balancers).toEqual(["openvidu-openvidu", "openvidu-openvidu-turn"]);
  });

  it("keeps addresses and data when app is destroyed", async () => {
    const snapshot = await environment().cloud.takeSnapshot("openvidu-master-2");
    await environment().destroy("-app");
    const left = await environment().cloud.cluster();
    expect(left.groups).toEqual([]);
    expect(left.volumes).toEqual(standing().volumes);
    expect(left.interfaces.map(({ id, address }) => [id, address])).toEqual(
      standing().interfaces.map(({ id, address }) => [id, address]),
    );
    await decide(
      "restored",
      `{ ...aws, masters: { volumes: { retain: true, restore: { 2: ${JSON.stringify(snapshot)} } } } }`,
    );
  });

  describe("applied again, without TURN over TLS and with master 2 restored from a snapshot", () => {
    let again: HeldCluster | undefined;

    it("applies", async () => {
      await environment().apply();
      again = await environment().cloud.cluster();
    });

    it("finds the volumes of the other masters again", () => {
      const others = (cluster: HeldCluster | undefined) => cluster?.volumes.filter(({ slot }) => !slot.endsWith("-2"));
      expect(others(again)).toEqual(others(standing()));
    });

    it("has made the volume of master 2 from the snapshot, under the same tag and in the same zone", () => {
      const restored = again?.volumes.filter(({ slot }) => slot.endsWith("-2")) ?? [];
      expect(restored.map(({ zone, snapshot }) => [zone, snapshot !== ""])).toEqual([["us-west-2b", true]]);
      expect(restored[0]?.id).not.toBe(standing().volumes[1]?.id);
    });

    it("has one balancer", () => {
      expect(again?.balancers).toEqual(["openvidu-openvidu"]);
    });
  });

  describe("with volumes that are not retained", () => {
    it("makes them in the app layer, found by the same tag", async () => {
      await decide("let-go", "{ ...aws, masters: { volumes: { retain: false } } }");
      await environment().apply();
      expect((await environment().cloud.cluster()).volumes.map(({ slot }) => slot)).toEqual(slots);
    });

    it("lets them go with the app layer", async () => {
      await environment().destroy("-app");
      expect((await environment().cloud.cluster()).volumes).toEqual([]);
    });
  });

  it("destroys the rest, and leaves nothing behind", async () => {
    await environment().destroyForGood();
    expect(await environment().cloud.inventory()).toEqual([]);
  });

  it("asked AWS for nothing that the role of a pipeline may not do", () => {
    expect(askedOperations(environment()).length).toBeGreaterThan(100);
    expect(refusedOperations(environment())).toEqual([]);
  });
});
