import { globalPlan, synthGlobal } from "../../helpers/aws-app-plans";

const latency = synthGlobal();
const continents = { EU: "eu-west-1", AF: "eu-west-1", NA: "us-east-1" };
const geolocation = synthGlobal({ routing: { kind: "geolocation", continents } });
const records = (stack: typeof latency) => stack.resources("aws_route53_record").map(({ body }) => body);

describe("the global layer", () => {
  it("answers under one name, in each region with the region's own nodes", () => {
    expect(records(latency)).toEqual([
      expect.objectContaining({
        name: "turn.test.example.com",
        type: "A",
        set_identifier: "eu-west-1",
        latency_routing_policy: { region: "eu-west-1" },
        alias: expect.objectContaining({ name: "turn.eu-west-1.test.example.com", evaluate_target_health: true }),
      }),
      expect.objectContaining({
        set_identifier: "us-east-1",
        latency_routing_policy: { region: "us-east-1" },
        alias: expect.objectContaining({ name: "turn.us-east-1.test.example.com" }),
      }),
    ]);
  });

  it("sends nobody to a region without a healthy node", () => {
    for (const check of latency.resources("aws_route53_health_check")) {
      expect([check.path, check.body]).toEqual([
        check.path,
        expect.objectContaining({
          type: "CALCULATED",
          child_health_threshold: 1,
          child_healthchecks: expect.stringContaining("turn_health_check_ids"),
        }),
      ]);
    }
    for (const record of records(latency)) {
      expect(record["health_check_id"]).toMatch(/^\$\{aws_route53_health_check\./);
    }
  });

  it("asks each region's own network layer for its checks", () => {
    const states = Object.keys(latency.json["data"]?.["terraform_remote_state"] ?? {});
    expect(states).toEqual(["network-eu-west-1", "network-us-east-1"]);
  });

  it("serves continents as planned, and everybody else by the first region", () => {
    expect(
      records(geolocation).map(({ set_identifier, geolocation_routing_policy }) => [
        set_identifier,
        geolocation_routing_policy,
      ]),
    ).toEqual([
      ["eu-west-1-AF", { continent: "AF" }],
      ["eu-west-1-EU", { continent: "EU" }],
      ["eu-west-1-rest", { country: "*" }],
      ["us-east-1-NA", { continent: "NA" }],
    ]);
  });

  it("tells its records apart, whatever the routing", () => {
    for (const stack of [latency, geolocation]) {
      const identifiers = records(stack).map(({ set_identifier }) => set_identifier);
      expect(new Set(identifiers).size).toBe(identifiers.length);
    }
  });

  it("reads no more than the regions of its plan", () => {
    const [first] = globalPlan().regions;
    const one = synthGlobal({ regions: first ? [first] : [] });
    expect(records(one)).toHaveLength(1);
  });
});
