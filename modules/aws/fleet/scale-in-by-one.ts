import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { Construct } from "constructs";

/** Minutes for which a fleet has to be quiet before a node leaves. */
export const quietMinutes = 15;

export interface ScaleInByOneProps {
  /** Auto Scaling group. */
  readonly groupName: string;
  /** Side of its threshold on which the alarm that calls this fires; a step is an interval from the threshold. */
  readonly firesWhen: "above" | "below";
}

/**
 * Takes one node away. Target tracking would scale in close below its target, and out again with the next call; a step of
 * its own, far below, is the hysteresis. Auto Scaling counts a draining node as capacity, so the alarm, which stays on while
 * the node drains, takes no second one meanwhile.
 */
export class ScaleInByOne extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ScaleInByOneProps) {
    super(scope, id);
    this.arn = new AutoscalingPolicy(this, "policy", {
      name: `${props.groupName}-scale-in`,
      autoscalingGroupName: props.groupName,
      policyType: "StepScaling",
      adjustmentType: "ChangeInCapacity",
      metricAggregationType: "Average",
      stepAdjustment: [
        {
          scalingAdjustment: -1,
          ...(props.firesWhen === "above" ? { metricIntervalLowerBound: "0" } : { metricIntervalUpperBound: "0" }),
        },
      ],
    }).arn;
  }
}
