import { MonitorMetricAlert } from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import { Construct } from "constructs";
import type { Place } from "../place";

/** What is too much. */
export interface MetricAlarmProps {
  readonly place: Place;
  /** Part of the name, such as `signalr-drain`. */
  readonly role: string;
  readonly description: string;
  readonly resourceId: string;
  /** Metric as Azure Monitor lists it. */
  readonly namespace: string;
  readonly metric: string;
  readonly aggregation: "Average" | "Maximum" | "Total";
  readonly above: number;
  /** ISO 8601 duration of the window. @default PT15M */
  readonly window?: "PT5M" | "PT15M" | "PT1H";
  /** 0 critical … 4 verbose. @default 2 */
  readonly severity?: 0 | 1 | 2 | 3;
  readonly actionGroupId: string;
}

/** Tells somebody when a metric is above a limit. */
export class MetricAlarm extends Construct {
  constructor(scope: Construct, id: string, props: MetricAlarmProps) {
    super(scope, id);
    new MonitorMetricAlert(this, "alert", {
      name: props.place.local(props.role),
      resourceGroupName: props.place.resourceGroupName,
      description: props.description,
      scopes: [props.resourceId],
      severity: props.severity ?? 2,
      frequency: "PT5M",
      windowSize: props.window ?? "PT15M",
      autoMitigate: true,
      criteria: [
        {
          metricNamespace: props.namespace,
          metricName: props.metric,
          aggregation: props.aggregation,
          operator: "GreaterThan",
          threshold: props.above,
        },
      ],
      action: [{ actionGroupId: props.actionGroupId }],
    });
  }
}
