import { DataAzurermApplicationInsights } from "@cdktf/provider-azurerm/lib/data-azurerm-application-insights";
import type { Construct } from "constructs";
import type { Place } from "../place";
import { FlexFunctions } from "./flex-functions";
import type { FunctionHostProps } from "./function-host";
import { PremiumFunctions } from "./premium-functions";

/** Functions on the plan that the environment chose. */
export function signallingFunctions(scope: Construct, id: string, props: FunctionHostProps) {
  const hosts = { flex: FlexFunctions, premium: PremiumFunctions } as const;
  return new hosts[props.plan.hosting](scope, id, props);
}

/** Connection string of the region's Application Insights: looked up, so that it stands in no output of another state. */
export function insightsConnectionString(scope: Construct, place: Place, name: string): string {
  return new DataAzurermApplicationInsights(scope, "insights", {
    name,
    resourceGroupName: place.resourceGroupName,
  }).connectionString;
}
