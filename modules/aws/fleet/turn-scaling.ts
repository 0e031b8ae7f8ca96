import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { TurnFleetPlan } from "../../environment/topology";
import { nodeMetricDimension, nodeMetricPeriodSeconds, turnMetrics } from "../../shared/metrics";
import { awsMetrics } from "../observability/aws-metrics";
import { quietMinutes, ScaleInByOne } from "./scale-in-by-one";

export interface TurnScalingProps {
  readonly plan: TurnFleetPlan;
  readonly groupName: string;
}

/**
 * A TURN node runs out of network long before it runs out of CPU, so the fleet follows bytes and allocations: it grows when
 * either is over its target, and gives a node back only when both have been far below for a while.
 */
export class TurnScaling extends Construct {
  constructor(scope: Construct, id: string, props: TurnScalingProps) {
    super(scope, id);
    const { groupName } = props;
    const { scaling } = props.plan;
    new AutoscalingPolicy(this, "bytes", {
      name: `${groupName}-bytes`,
      autoscalingGroupName: groupName,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageNetworkOut" },
        targetValue: scaling.targetBytesOutPerMinute,
        disableScaleIn: true,
      },
    });
    new AutoscalingPolicy(this, "allocations", {
      name: `${groupName}-allocations`,
      autoscalingGroupName: groupName,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        customizedMetricSpecification: {
          namespace: turnMetrics.allocations.namespace,
          metricName: turnMetrics.allocations.name,
          metricDimension: [{ name: nodeMetricDimension, value: groupName }],
          statistic: "Average",
        },
        targetValue: scaling.targetAllocations,
        disableScaleIn: true,
      },
    });

    const share = scaling.scaleInPercentOfTarget / 100;
    const mean = (id: string, metric: { readonly namespace: string; readonly name: string }) => ({
      id,
      metric: {
        namespace: metric.namespace,
        metricName: metric.name,
        dimensions: { [nodeMetricDimension]: groupName },
        stat: "Average",
        period: nodeMetricPeriodSeconds,
      },
    });
    const policy = new ScaleInByOne(this, "scale-in", { groupName, firesWhen: "above" });
    new CloudwatchMetricAlarm(this, "quiet", {
      alarmName: `${props.plan.name}-quiet`,
      alarmDescription: `Bytes and allocations per node are both below ${scaling.scaleInPercentOfTarget} % of their scale-out targets: one node leaves. Normal at night.`,
      metricQuery: [
        mean("bytes", awsMetrics.networkOut),
        mean("allocations", turnMetrics.allocations),
        {
          id: "quiet",
          label: "1 while both are low",
          expression: `IF(bytes < ${Math.floor(scaling.targetBytesOutPerMinute * share)} AND allocations < ${scaling.targetAllocations * share}, 1, 0)`,
          returnData: true,
        },
      ],
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: quietMinutes,
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
    });
  }
}
