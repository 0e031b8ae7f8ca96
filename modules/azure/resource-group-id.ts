import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import type { Construct } from "constructs";
import type { AzurePlace } from "../environment/topology";

/** Id of the region's resource group, which another layer made: its name is planned, the subscription is given or the caller's. */
export function resourceGroupId(scope: Construct, place: AzurePlace): string {
  const subscription = place.subscriptionId ?? new DataAzurermClientConfig(scope, "caller", {}).subscriptionId;
  return `/subscriptions/${subscription}/resourceGroups/${place.resourceGroup}`;
}
