import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import { Construct } from "constructs";

/** What is watched and where it is written. */
export interface DiagnosticsProps {
  readonly targetId: string;
  readonly workspaceId: string;
  /** Category groups; `allLogs` or `audit`. @default allLogs */
  readonly logs?: "allLogs" | "audit";
  /** Category of metrics. @default AllMetrics; storage calls it Transaction */
  readonly metrics?: "AllMetrics" | "Transaction";
}

/** Sends the logs and metrics of a resource to the workspace. */
export class Diagnostics extends Construct {
  constructor(scope: Construct, id: string, props: DiagnosticsProps) {
    super(scope, id);
    new MonitorDiagnosticSetting(this, "setting", {
      name: "workspace",
      targetResourceId: props.targetId,
      logAnalyticsWorkspaceId: props.workspaceId,
      enabledLog: [{ categoryGroup: props.logs ?? "allLogs" }],
      enabledMetric: [{ category: props.metrics ?? "AllMetrics" }],
    });
  }
}
