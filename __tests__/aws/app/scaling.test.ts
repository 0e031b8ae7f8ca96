import { TerraformStack } from "cdktf";
import fc from "fast-check";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { TurnScaling } from "../../../modules/aws/fleet/turn-scaling";
import { turnMetrics } from "../../../modules/shared/metrics";
import { turnFleet } from "../../helpers/aws-app-plans";
import { synthStack } from "../../helpers/synth";
import { usualApp as stack } from "../../helpers/usual-app";

describe("scaling", () => {
  it("grows by target tracking, which never shrinks", () => {
    const tracking = stack
      .resources("aws_autoscaling_policy")
      .filter(({ body }) => body["policy_type"] === "TargetTrackingScaling");
    expect(tracking.map(({ path }) => path.split("/").slice(-2).join("/")).sort()).toEqual([
      "scaling/allocations",
      "scaling/bytes",
      "scaling/cpu",
    ]);
    for (const { path, body } of tracking) {
      expect([path, body["target_tracking_configuration"]]).toEqual([
        path,
        expect.objectContaining({ disable_scale_in: true }),
      ]);
    }
  });

  it("follows the bytes that TURN nodes send", () => {
    expect(stack.at("turn/scaling/bytes").body["target_tracking_configuration"]).toMatchObject({
      predefined_metric_specification: { predefined_metric_type: "ASGAverageNetworkOut" },
      target_value: 576_000_000,
    });
  });

  it("follows the allocations that TURN nodes report for their own group", () => {
    expect(stack.at("turn/scaling/allocations").body["target_tracking_configuration"]).toMatchObject({
      customized_metric_specification: {
        namespace: turnMetrics.allocations.namespace,
        metric_name: turnMetrics.allocations.name,
        statistic: "Average",
        metric_dimension: [{ name: "AutoScalingGroupName" }],
      },
      target_value: 28,
    });
  });

  it("shrinks by one, on the side of the threshold where its alarm fires", () => {
    const step = (path: string) => stack.at(path).body["step_adjustment"];
    expect(step("turn/scaling/scale-in/policy")).toEqual([
      { scaling_adjustment: -1, metric_interval_lower_bound: "0" },
    ]);
    expect(step("media/scaling/scale-in/policy")).toEqual([
      { scaling_adjustment: -1, metric_interval_upper_bound: "0" },
    ]);
  });

  it("takes a media node away only well below the mark at which one is added", () => {
    const quiet = stack.at("media/scaling/quiet").body;
    expect(quiet).toMatchObject({ comparison_operator: "LessThanThreshold", threshold: 30, evaluation_periods: 15 });
    expect(Number(quiet["threshold"])).toBeLessThan(60);
  });

  it("takes no node away when figures are missing", () => {
    for (const path of ["turn/scaling/quiet", "media/scaling/quiet"]) {
      expect(stack.at(path).body["treat_missing_data"]).toBe("notBreaching");
    }
  });

  it("takes a TURN node away only when bytes and allocations are both below their share, whatever the targets", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 10 ** 11 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 5, max: 89 }),
        (targetBytesOutPerMinute, targetAllocations, scaleInPercentOfTarget) => {
          const plan = turnFleet({ scaling: { targetBytesOutPerMinute, targetAllocations, scaleInPercentOfTarget } });
          const built = synthStack((app) => {
            const only = new TerraformStack(app, "only");
            addAwsProvider(only, "eu-west-1");
            new TurnScaling(only, "scaling", { plan, groupName: plan.name });
            return only;
          });
          const query = built.at("scaling/quiet").body["metric_query"];
          const expression = JSON.stringify(query).match(/IF\(bytes < ([\d.]+) AND allocations < ([\d.]+), 1, 0\)/);
          expect(Number(expression?.[1])).toBeLessThan(targetBytesOutPerMinute);
          expect(Number(expression?.[2])).toBeLessThan(targetAllocations);
        },
      ),
      { numRuns: 8 },
    );
  });
});
