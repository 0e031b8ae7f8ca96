import { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights";
import { LogAnalyticsWorkspace } from "@cdktf/provider-azurerm/lib/log-analytics-workspace";
import { Construct } from "constructs";
import type { AzureNetworkPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import type { Place } from "../place";
import { survives } from "../survival";

/** Logs, how long and how many. */
export interface LogWorkspaceProps {
  readonly place: Place;
  readonly logs: AzureNetworkPlan["logs"];
  readonly insights: AzureNetworkPlan["insights"];
  readonly protect: boolean;
}

/** Logs and traces of a region. Both have a daily cap: filling them is a way to make somebody else pay. */
export class LogWorkspace extends Construct {
  readonly workspaceId: string;
  readonly insightsId: string;
  readonly insightsName: string;

  constructor(scope: Construct, id: string, props: LogWorkspaceProps) {
    super(scope, id);
    tagRole(this, "logs");
    const { place, logs, insights, protect } = props;
    const workspace = new LogAnalyticsWorkspace(this, "workspace", {
      name: place.local("logs"),
      ...place.where,
      sku: "PerGB2018",
      retentionInDays: logs.retentionDays,
      dailyQuotaGb: logs.dailyGigabytes,
      localAuthenticationEnabled: false,
      ...survives(protect),
    });
    const component = new ApplicationInsights(this, "insights", {
      name: place.local("insights"),
      ...place.where,
      applicationType: "Node.JS",
      workspaceId: workspace.id,
      samplingPercentage: insights.samplingPercent,
      dailyDataCapInGb: insights.dailyGigabytes,
      // Addresses of callers are masked; functions report with their identity, so that the connection string is no key.
      disableIpMasking: false,
      localAuthenticationDisabled: true,
      ...survives(protect),
    });
    this.workspaceId = workspace.id;
    this.insightsId = component.id;
    this.insightsName = component.name;
  }
}
