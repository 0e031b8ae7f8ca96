import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { MediaFleetPlan } from "../../environment/topology";
import { nodeMetricDimension } from "../../shared/metrics";
import { awsMetrics } from "../observability/aws-metrics";
import { quietMinutes, ScaleInByOne } from "./scale-in-by-one";

export interface MediaScalingProps {
  readonly plan: Pick<MediaFleetPlan, "name" | "scaling">;
  readonly groupName: string;
}

/** Media servers encrypt and forward: the fleet follows CPU, out above one mark and in below a lower one. */
export class MediaScaling extends Construct {
  constructor(scope: Construct, id: string, props: MediaScalingProps) {
    super(scope, id);
    const { groupName } = props;
    const { scaling } = props.plan;
    new AutoscalingPolicy(this, "cpu", {
      name: `${groupName}-cpu`,
      autoscalingGroupName: groupName,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: scaling.scaleOutCpuPercent,
        disableScaleIn: true,
      },
    });
    const policy = new ScaleInByOne(this, "scale-in", { groupName, firesWhen: "below" });
    new CloudwatchMetricAlarm(this, "quiet", {
      alarmName: `${props.plan.name}-quiet`,
      alarmDescription: `Mean CPU is below ${scaling.scaleInCpuPercent} %: one node leaves. Normal at night.`,
      namespace: awsMetrics.cpu.namespace,
      metricName: awsMetrics.cpu.name,
      dimensions: { [nodeMetricDimension]: groupName },
      statistic: "Average",
      period: 60,
      comparisonOperator: "LessThanThreshold",
      threshold: scaling.scaleInCpuPercent,
      evaluationPeriods: quietMinutes,
      treatMissingData: "notBreaching",
      alarmActions: [policy.arn],
    });
  }
}
