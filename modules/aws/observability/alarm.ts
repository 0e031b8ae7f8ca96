import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsMetric } from "./aws-metrics";

/** When somebody is told. */
export interface AlarmDefinition {
  /** Stable key, unique within the fleet: part of the alarm's name and of its resource address. */
  readonly key: string;
  /** What it means and what to do, for the one who is woken up. */
  readonly description: string;
  readonly metric: AwsMetric;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
  readonly fires: "above" | "below";
  readonly threshold: number;
  /** Length of a period, in seconds. */
  readonly periodSeconds: number;
  /** Periods in a row that have to be bad. */
  readonly periods: number;
  /** What silence means. */
  readonly silence: "good" | "bad" | "unknown";
}

const missingData = { good: "notBreaching", bad: "breaching", unknown: "missing" } as const;

export interface AlarmProps {
  /** Name in CloudWatch. */
  readonly name: string;
  readonly definition: AlarmDefinition;
  readonly topicArn: string;
  /** What is watched: an alarm on a fleet that still starts would wake somebody for nothing. */
  readonly after: ITerraformDependable;
}

/** Tells the operators' topic when it fires and when it is over. */
export class Alarm extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { definition } = props;
    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: props.name,
      alarmDescription: definition.description,
      namespace: definition.metric.namespace,
      metricName: definition.metric.name,
      dimensions: { ...definition.dimensions },
      statistic: definition.statistic,
      period: definition.periodSeconds,
      comparisonOperator: definition.fires === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
      threshold: definition.threshold,
      evaluationPeriods: definition.periods,
      treatMissingData: missingData[definition.silence],
      alarmActions: [props.topicArn],
      okActions: [props.topicArn],
      dependsOn: [props.after],
    });
  }
}
