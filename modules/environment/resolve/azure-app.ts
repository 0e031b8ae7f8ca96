import type { StackIdentity } from "../../shared/stack-identity";
import { azureLimits } from "../azure-defaults";
import { findAzureRegion } from "../catalog/azure-regions";
import { findDatabaseSku, takesNetworkRules } from "../catalog/azure-skus";
import type { CompleteAzure } from "../settings/azure-settings";
import type { CompleteEnvironment } from "../settings/settings";
import type { AzureAppPlan, AzurePlace, StatisticsPlan } from "../topology/azure";
import { azureTurnFleet, turnSources } from "./azure-turn";

/** Layers that an app layer stands on. */
export interface AppGround {
  readonly place: AzurePlace;
  readonly network: StackIdentity;
  readonly edge: StackIdentity;
}

/** App layer of one region. */
export function appPlan(
  environment: CompleteEnvironment,
  azure: CompleteAzure,
  region: string,
  { place, network, edge }: AppGround,
): AzureAppPlan {
  const { tier, signalr, functions, statistics } = azure;
  const privateEndpoints = tier === "resilient";
  const zones = findAzureRegion(region)?.zones ?? 0;
  const ownTurn = azure.turn.find((source) => source.kind === "azure");
  return {
    ...place,
    network,
    edge,
    signalr: {
      ...signalr,
      privateServers: privateEndpoints && takesNetworkRules(signalr.sku),
      drainMessages:
        signalr.sku === "Free_F1" ? azureLimits.freeDrainMessages : azureLimits.drainMessagesPerUnit * signalr.capacity,
    },
    functions: {
      ...functions,
      zoneRedundant: tier === "resilient" && zones > 0,
      turnSources: turnSources(environment, region),
      turnSeconds: azureLimits.turnSeconds,
      turnDailyCap: azureLimits.turnDailyCap[tier],
    },
    ...(statistics && { statistics: statisticsPlan(statistics, tier === "resilient" && zones > 0) }),
    privateEndpoints,
    ...(ownTurn && { turnFleet: azureTurnFleet(environment, region, ownTurn) }),
  };
}

function statisticsPlan(
  { sku, administrators }: NonNullable<CompleteAzure["statistics"]>,
  zoneRedundant: boolean,
): StatisticsPlan {
  const facts = findDatabaseSku(sku);
  return {
    sku,
    ...(facts?.minimumVcores !== undefined && {
      pause: { afterMinutes: azureLimits.pauseMinutes, minimumVcores: facts.minimumVcores },
    }),
    storage: zoneRedundant ? "Zone" : "Local",
    ...(administrators && { administrators }),
  };
}
