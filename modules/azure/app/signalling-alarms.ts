import { Construct } from "constructs";
import type { AzureAppPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import { MetricAlarm } from "../observability/metric-alarm";
import { QueryAlarm } from "../observability/query-alarm";
import type { Place } from "../place";

/** What is watched. */
export interface SignallingAlarmsProps {
  readonly place: Place;
  readonly plan: AzureAppPlan;
  readonly signalrId: string;
  readonly insightsId: string;
  readonly actionGroupId: string;
}

/** Share of the daily credentials above which somebody is told. */
const credentialSharePercent = 80;

/** Alarms of a region: quotas that fill up, and meters that somebody drains. */
export class SignallingAlarms extends Construct {
  constructor(scope: Construct, id: string, props: SignallingAlarmsProps) {
    super(scope, id);
    tagRole(this, "alarms");
    const { place, plan, insightsId, actionGroupId } = props;
    const signalr = {
      place,
      resourceId: props.signalrId,
      namespace: "Microsoft.SignalRService/SignalR",
      actionGroupId,
    };
    new MetricAlarm(this, "connections", {
      ...signalr,
      role: "signalr-connections",
      description: "Three quarters of the connections of the SKU are in use: raise azure.signalr.capacity.",
      metric: "ConnectionQuotaUtilization",
      aggregation: "Maximum",
      above: 75,
    });
    new MetricAlarm(this, "messages", {
      ...signalr,
      role: "signalr-messages",
      description: "More messages than calls need: somebody may be draining the service.",
      metric: "MessageCount",
      aggregation: "Total",
      above: plan.signalr.drainMessages,
    });
    new MetricAlarm(this, "errors", {
      ...signalr,
      role: "signalr-errors",
      description: "SignalR itself fails.",
      metric: "SystemErrors",
      aggregation: "Average",
      above: 1,
      severity: 1,
    });
    new QueryAlarm(this, "credentials", {
      place,
      role: "turn-credentials",
      description: `${credentialSharePercent} % of the day's TURN credentials are given out; at the cap functions refuse.`,
      insightsId,
      // Functions count in their traces; one that was sampled stands for several.
      query: 'traces | where message has "turn_credentials_issued" | project timestamp, itemCount',
      column: "itemCount",
      above: Math.floor((plan.functions.turnDailyCap * credentialSharePercent) / 100),
      window: { duration: "P1D", every: "PT1H" },
      severity: 1,
      actionGroupId,
    });
    new QueryAlarm(this, "failures", {
      place,
      role: "function-failures",
      description: "Functions answer with errors of their own.",
      insightsId,
      query: "requests | where toint(resultCode) >= 500",
      above: 10,
      window: { duration: "PT15M", every: "PT5M" },
      severity: 2,
      actionGroupId,
    });
  }
}
