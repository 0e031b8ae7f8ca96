import type { StackIdentity } from "../../shared/stack-identity";
import { azureLimits } from "../azure-defaults";
import { findAzureRegion } from "../catalog/azure-regions";
import type { Ledger } from "../ledger";
import type { CompleteAzure } from "../settings/azure-settings";
import type { CompleteEnvironment } from "../settings/settings";
import type { AzureBootstrapPlan, AzureEdgePlan, AzurePlace, AzureTopology } from "../topology/azure";
import { appPlan } from "./azure-app";
import { deployCredentials } from "./azure-credentials";
import { azureNames, resourceGroupName } from "./azure-names";
import { azureNetworkPlan } from "./azure-network";
import { stackId, stackIdentity } from "./stack-identities";

const topology = "serverless";

/** Everything of one environment on Azure. The settings have passed the checks. */
export function resolveAzure(environment: CompleteEnvironment, azure: CompleteAzure, ledger: Ledger): AzureTopology {
  const [home] = azure.regions;
  if (home === undefined) {
    throw new RangeError("an environment without a region; the checks have to say so before plans are made");
  }
  const at = (region: string, layer: StackIdentity["layer"], after: readonly string[]): AzurePlace =>
    place(environment, azure, region, layer, after);
  const bootstrapId = stackId(environment.name, "azure", home, "bootstrap");
  const homeNetworkId = stackId(environment.name, "azure", home, "network");
  const edge = edgePlan(at(home, "edge", [bootstrapId, homeNetworkId]), azure, home, environment);
  const regions = azure.regions.map((region) => {
    const network = azureNetworkPlan(environment, azure, region, at(region, "network", [bootstrapId]), ledger);
    return {
      region,
      network,
      app: appPlan(environment, azure, region, {
        place: at(region, "app", [network.stack.id, edge.stack.id]),
        network: network.stack,
        edge: edge.stack,
      }),
    };
  });
  return {
    kind: topology,
    tier: azure.tier,
    bootstrap: bootstrapPlan(at(home, "bootstrap", []), environment, azure),
    edge,
    regions,
  };
}

function place(
  environment: CompleteEnvironment,
  azure: CompleteAzure,
  region: string,
  layer: StackIdentity["layer"],
  after: readonly string[],
): AzurePlace {
  return {
    stack: stackIdentity(environment, { cloud: "azure", region, layer, topology, after }),
    ...(azure.subscription !== undefined && { subscriptionId: azure.subscription }),
    ...(azure.tenant !== undefined && { tenantId: azure.tenant }),
    resourceGroup: resourceGroupName(environment.name, region),
    names: azureNames(environment.name, region),
  };
}

function bootstrapPlan(where: AzurePlace, environment: CompleteEnvironment, azure: CompleteAzure): AzureBootstrapPlan {
  const { state, deploy, name } = environment;
  return {
    ...where,
    resourceGroups: azure.regions.map((region) => ({ region, name: resourceGroupName(name, region) })),
    ...(state.kind === "azurerm" && {
      stateStore: {
        resourceGroup: state.resourceGroup,
        storageAccount: state.storageAccount,
        container: state.container,
      },
    }),
    ...(azure.operators !== undefined && { operators: azure.operators }),
    deployCredentials: deploy ? deployCredentials(deploy, name) : [],
  };
}

function edgePlan(
  where: AzurePlace,
  azure: CompleteAzure,
  home: string,
  environment: CompleteEnvironment,
): AzureEdgePlan {
  const candidates = findAzureRegion(home)?.pageRegions ?? [];
  const sku = azure.tier === "free" ? "Free" : "Standard";
  return {
    ...where,
    network: stackIdentity(environment, { cloud: "azure", region: home, layer: "network", topology, after: [] }),
    pages: candidates.slice(0, azure.frontDoor ? 2 : 1).map((region) => ({ region, sku })),
    ...(azure.pageHostname !== undefined && { pageHostname: azure.pageHostname }),
    ...(azure.frontDoor && {
      frontDoor: { requestsPerMinuteAndAddress: azureLimits.requestsPerMinuteAndAddress },
    }),
  };
}
