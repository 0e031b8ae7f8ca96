import { MonitorScheduledQueryRulesAlertV2 } from "@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2";
import { Construct } from "constructs";
import type { Place } from "../place";

/** What is asked of the traces, and what is too much. */
export interface QueryAlarmProps {
  readonly place: Place;
  readonly role: string;
  readonly description: string;
  /** Application Insights component. */
  readonly insightsId: string;
  /** Kusto query. */
  readonly query: string;
  /** Column whose sum is compared; absent: the number of rows. */
  readonly column?: string;
  readonly above: number;
  /** Window and how often it is looked at. */
  readonly window: { readonly duration: "PT15M" | "P1D"; readonly every: "PT5M" | "PT1H" };
  readonly severity: 1 | 2;
  readonly actionGroupId: string;
}

/** Tells somebody when a query of the traces finds too much. */
export class QueryAlarm extends Construct {
  constructor(scope: Construct, id: string, props: QueryAlarmProps) {
    super(scope, id);
    new MonitorScheduledQueryRulesAlertV2(this, "alert", {
      name: props.place.local(props.role),
      ...props.place.where,
      description: props.description,
      scopes: [props.insightsId],
      severity: props.severity,
      windowDuration: props.window.duration,
      evaluationFrequency: props.window.every,
      autoMitigationEnabled: true,
      // The first apply comes before the first trace, and a table without rows has no columns.
      skipQueryValidation: true,
      criteria: [
        {
          query: props.query,
          ...(props.column !== undefined && { metricMeasureColumn: props.column }),
          timeAggregationMethod: props.column === undefined ? "Count" : "Total",
          operator: "GreaterThan",
          threshold: props.above,
          failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
        },
      ],
      action: { actionGroups: [props.actionGroupId] },
    });
  }
}
