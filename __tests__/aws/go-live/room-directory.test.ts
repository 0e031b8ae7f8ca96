import type { GoLiveAppPlan } from "../../../modules/environment/topology";
import { GoLiveAppStack } from "../../../stacks/aws/go-live/app-stack";
import { type Synthesized, synthStack } from "../../helpers/synth";
import { environmentDirectories, topologiesOf } from "../../helpers/synth-environments";

const plans = environmentDirectories
  .flatMap(topologiesOf)
  .flatMap(({ environment, aws }) =>
    aws?.kind === "go-live" ? aws.regions.map(({ app }) => ({ environment, app })) : [],
  );

function stackOf(environment: string, change: (plan: GoLiveAppPlan) => GoLiveAppPlan = (plan) => plan): Synthesized {
  const found = plans.find((plan) => plan.environment === environment);
  if (!found) {
    throw new Error(`no environment ${environment}`);
  }
  return synthStack((app) => new GoLiveAppStack(app, change(found.app)));
}

describe("the room directory of live-webrtc on AWS", () => {
  const stack = stackOf("rooms");
  const valkey = stack.only("aws_elasticache_replication_group").body;

  it("is only made where an environment asks for it", () => {
    expect(stackOf("live").resources("aws_elasticache_replication_group")).toEqual([]);
  });

  it("speaks TLS and is encrypted with the environment's key", () => {
    expect(valkey).toMatchObject({ transit_encryption_enabled: true, at_rest_encryption_enabled: "true" });
    expect(valkey["kms_key_id"]).toMatch(/data_key_arn|dataKeyArn/);
  });

  it("lets the instances in and nobody else", () => {
    const { name } = stack.at("directory/group");
    const rules = stack
      .resources("aws_vpc_security_group_ingress_rule")
      .filter(({ body }) => String(body["security_group_id"]).includes(`.${name}.`));
    const nodes = stack.at("live/firewall/group").name;
    expect(rules.map(({ body }) => [body["from_port"], body["to_port"], body["referenced_security_group_id"]])).toEqual(
      [[6379, 6379, `\${aws_security_group.${nodes}.id}`]],
    );
  });

  it("outlives a zone where there are two, and is one node where there is one", () => {
    const one = stackOf("rooms", (plan) => ({
      ...plan,
      fleet: { ...plan.fleet, directory: { name: "rooms-live-rooms", nodeType: "cache.t4g.micro", nodes: 1 } },
    })).only("aws_elasticache_replication_group").body;
    const shape = ["num_cache_clusters", "automatic_failover_enabled", "multi_az_enabled"];
    expect(shape.map((name) => valkey[name])).toEqual([2, true, true]);
    expect(shape.map((name) => one[name])).toEqual([1, false, false]);
  });

  it("wakes somebody when one of its nodes falls silent", () => {
    const alarms = stack
      .resources("aws_cloudwatch_metric_alarm")
      .filter(({ body }) => body["namespace"] === "AWS/ElastiCache");
    expect(
      alarms.map(({ body }) => [body["dimensions"], body["treat_missing_data"], body["evaluation_periods"]]),
    ).toEqual(
      ["001", "002"].map((node) => [
        { CacheClusterId: `${String(valkey["replication_group_id"])}-${node}` },
        "breaching",
        5,
      ]),
    );
  });

  it("is told to the instances by name", () => {
    expect(stack.text).toContain("primary_endpoint_address");
  });
});
