import fc from "fast-check";
import { rollout } from "../../../modules/aws/fleet/rollout";
import { mediaFleet, synthApp, turnFleet } from "../../helpers/aws-app-plans";
import { usualApp as stack } from "../../helpers/usual-app";

const schedule = { name: "evening", recurrence: "0 18 * * *", timeZone: "Europe/Berlin", min: 3, max: 4 };
const special = synthApp({
  turn: turnFleet({ tls: { mode: "off" }, warmPoolSize: 2, schedules: [schedule] }),
  media: mediaFleet({ placement: "cluster" }),
});

describe("a fleet", () => {
  it("has its hooks from the first node on: inside the group, abandoning who never serves, letting go who never answers", () => {
    expect(stack.at("turn/fleet/group").body["initial_lifecycle_hook"]).toEqual([
      {
        name: "launching",
        lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING",
        default_result: "ABANDON",
        heartbeat_timeout: 900,
      },
      {
        name: "terminating",
        lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING",
        default_result: "CONTINUE",
        heartbeat_timeout: 600,
      },
    ]);
  });

  it("tells its nodes the names of the hooks that it has", () => {
    const hooks = stack.at("turn/fleet/group").body["initial_lifecycle_hook"];
    for (const [parameter, name] of [
      ["launchingHook", "launching"],
      ["terminatingHook", "terminating"],
    ]) {
      expect(stack.text).toContain(`\\"${parameter}\\": \\"${name}\\"`);
      expect(hooks).toContainEqual(expect.objectContaining({ name }));
    }
  });

  it("names a version of its launch template, which a rollback needs", () => {
    expect(stack.at("turn/fleet/group").body["launch_template"]).toEqual({
      id: expect.stringMatching(/\.id}$/),
      version: expect.stringMatching(/\.latest_version}$/),
    });
  });

  it("is of a size that scaling decides: an apply does not set it", () => {
    for (const { path, body } of stack.resources("aws_autoscaling_group")) {
      expect([path, body["desired_capacity"]]).toEqual([path, undefined]);
    }
  });

  it("spreads over hardware, or packs together, as planned", () => {
    const strategy = (path: string) => special.at(path).body["strategy"];
    expect(strategy("turn/fleet/placement")).toBe("spread");
    expect(strategy("media/fleet/placement")).toBe("cluster");
  });

  it("has no placement group where none is planned", () => {
    const none = synthApp({ turn: turnFleet({ placement: "none" }), media: mediaFleet({ placement: "none" }) });
    expect(none.resources("aws_placement_group")).toEqual([]);
  });

  it("keeps the planned number of stopped nodes, and none else", () => {
    expect(special.at("turn/fleet/group").body["warm_pool"]).toEqual(
      expect.objectContaining({ pool_state: "Stopped", min_size: 2 }),
    );
    expect(stack.at("turn/fleet/group").body["warm_pool"]).toBeUndefined();
  });

  it("changes its bounds by schedule and leaves the size to scaling", () => {
    expect(special.only("aws_autoscaling_schedule").body).toEqual(
      expect.objectContaining({
        recurrence: "0 18 * * *",
        time_zone: "Europe/Berlin",
        min_size: 3,
        max_size: 4,
        desired_capacity: -1,
      }),
    );
  });

  it("keeps bounds that a schedule has set through the next apply", () => {
    expect(special.at("turn/fleet/group").body["lifecycle"]).toEqual({ ignore_changes: ["min_size", "max_size"] });
    expect(stack.at("turn/fleet/group").body["lifecycle"]).toBeUndefined();
  });

  it("waits for rights, for a way out and for its listeners before the first node boots", () => {
    expect(stack.at("turn/fleet/group").body["depends_on"]).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_iam_role_policy\.turn_/),
        expect.stringMatching(/^aws_vpc_security_group_egress_rule\.turn_/),
        expect.stringMatching(/^aws_lb_listener\.turn_/),
      ]),
    );
  });

  it("is given the time of a whole drain when it is destroyed", () => {
    expect(stack.at("turn/fleet/group").body["timeouts"]).toEqual({ delete: "15300s" });
  });
});

describe("a rollout", () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(50)).map(([min, more]) => ({ min, max: min + more }));

  it("keeps within what Auto Scaling takes, whatever the size", () => {
    fc.assert(
      fc.property(sizes, (nodes) => {
        const {
          minHealthyPercentage = 0,
          maxHealthyPercentage = 0,
          checkpointPercentages = [],
        } = rollout(nodes).preferences ?? {};
        expect(minHealthyPercentage).toBeGreaterThanOrEqual(0);
        expect(maxHealthyPercentage - minHealthyPercentage).toBeLessThanOrEqual(100);
        expect(checkpointPercentages.at(-1)).toBe(100);
        expect([...checkpointPercentages].sort((a, b) => a - b)).toEqual(checkpointPercentages);
      }),
    );
  });

  it("takes no node away before a new one serves, where the fleet can grow", () => {
    expect(rollout({ min: 2, max: 4 }).preferences).toMatchObject({
      minHealthyPercentage: 100,
      maxHealthyPercentage: 150,
    });
  });

  it("frees an address first where there is none to spare", () => {
    expect(rollout({ min: 2, max: 2 }).preferences).toMatchObject({
      minHealthyPercentage: 50,
      maxHealthyPercentage: 100,
    });
  });

  it("stands still after the first node", () => {
    expect(rollout({ min: 4, max: 4 }).preferences).toMatchObject({ checkpointPercentages: [25, 100] });
  });
});
