import type { Environment } from "../../modules/environment";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import least from "../fixtures/environments/least";
import rooms from "../fixtures/environments/rooms";
import { type SynthesizedStack, synthesize } from "../helpers/synth-environments";

function stacksOf(content: Environment): readonly SynthesizedStack[] {
  const { environment, findings } = judgeEnvironment("test", content, []);
  const wrong = findings.filter(({ warning }) => !warning);
  if (!environment || wrong.length > 0) {
    throw new Error(JSON.stringify(wrong));
  }
  return synthesize([resolveTopology(environment, new Ledger(), ["aws"])]);
}

const turn = { ...least, aws: { ...least.aws, turn: { nodes: 1 } } };
const turnJanus = (zones: number) =>
  stacksOf({
    ...turn,
    aws: { ...turn.aws, media: { ...turn.aws.media, placement: "none" }, regions: { "ap-northeast-1": { zones } } },
  });
const environments = {
  "turn-janus": turnJanus(1),
  "go-live": stacksOf({ ...rooms, aws: { ...rooms.aws, regions: { "eu-west-1": { zones: 1 } } } }),
};

/** Resources of a type in the stacks of a layer, with the path of their construct. */
function found(stacks: readonly SynthesizedStack[], layer: string, type: string) {
  return stacks
    .filter(({ id }) => id.endsWith(layer))
    .flatMap(({ json }) => Object.entries(json.resource?.[type] ?? {}))
    .map(([name, body]) => ({ name, body }));
}

/** The list of subnets that the network layer hands over, as the app layer writes it. */
const handedOver = "${data.terraform_remote_state.network.outputs.public_subnet_ids}";
const first = "${slice(data.terraform_remote_state.network.outputs.public_subnet_ids, 0, 1)}";

describe.each(Object.entries(environments))("%s in one zone", (_, stacks) => {
  it("has a second public subnet, in another zone, for the balancer", () => {
    const subnets = found(stacks, "network", "aws_subnet").map(({ name, body }) => [
      name.replace(/_[0-9A-F]{8}$/, ""),
      body["availability_zone"],
    ]);
    const [home, other] = [...new Set(subnets.map(([, zone]) => zone))];
    expect(subnets.map(([name]) => String(name).replace(/network_zone-\w_/, "")).sort()).toEqual([
      "private",
      "public",
      "public",
    ]);
    expect([home, other].every((zone) => /^[a-z]+(-[a-z]+)+-\d[a-z]$/.test(String(zone)))).toBe(true);
    const outputs = stacks.find(({ id }) => id.endsWith("network"))?.json.output ?? {};
    expect(outputs["public_subnet_ids"]?.["value"]).toHaveLength(2);
  });

  it("gives both to the application balancer, and the first alone to nodes and to the network balancer", () => {
    const balancers = found(stacks, "app", "aws_lb").map(({ body }) => [body["load_balancer_type"], body["subnets"]]);
    expect(balancers).toContainEqual(["application", handedOver]);
    expect(balancers.filter(([type]) => type === "network").every(([, subnets]) => subnets === first)).toBe(true);
    const groups = found(stacks, "app", "aws_autoscaling_group").map(({ body }) => body["vpc_zone_identifier"]);
    expect(groups.length).toBeGreaterThan(0);
    expect(groups.filter((subnets) => subnets !== first)).toEqual([]);
  });
});

it("keeps every subnet, with its range, when a region gets its second zone", () => {
  const before = found(environments["turn-janus"], "network", "aws_subnet");
  const after = new Map(found(turnJanus(2), "network", "aws_subnet").map(({ name, body }) => [name, body]));
  expect(before.length).toBe(3);
  expect(before.filter(({ name, body }) => JSON.stringify(after.get(name)) !== JSON.stringify(body))).toEqual([]);
  expect(after.size).toBe(4);
});

it("hands all subnets to nodes and balancers where there are several zones", () => {
  const app = turnJanus(2);
  expect(found(app, "app", "aws_autoscaling_group").map(({ body }) => body["vpc_zone_identifier"])).toEqual([
    handedOver,
    handedOver,
  ]);
  expect(found(app, "app", "aws_lb").map(({ body }) => body["subnets"])).toEqual([handedOver, handedOver]);
});
