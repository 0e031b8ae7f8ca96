import { resourceName } from "../../shared/naming";
import { turnPorts } from "../../shared/ports";
import { azureLimits } from "../azure-defaults";
import { findAzureRegion } from "../catalog/azure-regions";
import type { Ledger } from "../ledger";
import type { CompleteAzure } from "../settings/azure-settings";
import type { CompleteEnvironment } from "../settings/settings";
import type { AzureNetworkPlan, AzurePlace, AzureSecretPlan } from "../topology/azure";
import { migrationCredentials } from "./azure-credentials";
import { azureTurnAddresses } from "./azure-turn";

/** Network layer of one region. */
export function azureNetworkPlan(
  environment: CompleteEnvironment,
  azure: CompleteAzure,
  region: string,
  place: AzurePlace,
  ledger: Ledger,
): AzureNetworkPlan {
  const { tier } = azure;
  const { protect, budget, deploy } = environment;
  const octets = ledger.derive(
    `azure.network["${region}"]`,
    `10.${findAzureRegion(region)?.networkOctet ?? 199}`,
    "every region has a range of its own, clear of those on AWS",
  );
  const ownTurn = azure.turn.find((source) => source.kind === "azure");
  const dailyGigabytes = azureLimits.dailyLogGigabytes[tier];
  return {
    ...place,
    addressSpace: `${octets}.0.0/16`,
    functionSubnet: {
      cidr: `${octets}.0.0/24`,
      delegation: azure.functions.hosting === "flex" ? "Microsoft.App/environments" : "Microsoft.Web/serverFarms",
    },
    ...(tier === "resilient" && { endpointSubnet: { cidr: `${octets}.1.0/24` } }),
    vault: {
      softDeleteRetentionDays: protect ? azureLimits.protectedSoftDeleteDays : azureLimits.softDeleteDays,
      purgeProtection: protect,
    },
    storageReplication: tier === "resilient" && zonesOf(region) > 0 ? "ZRS" : "LRS",
    logs: {
      retentionDays: protect ? azureLimits.protectedLogRetentionDays : azureLimits.logRetentionDays,
      dailyGigabytes,
    },
    insights: { samplingPercent: azureLimits.samplingPercent[tier], dailyGigabytes },
    secrets: secrets(azure),
    deployFrom: azure.deployFrom,
    ...(azure.statistics &&
      !azure.statistics.administrators && {
        migrationCredentials: deploy ? migrationCredentials(deploy, environment.name) : [],
      }),
    notify: environment.notify,
    ...(budget && {
      budget: {
        name: resourceName("general", "webrtc", environment.name, region),
        // A budget sees one resource group, so that each region watches its share.
        monthly: Math.max(1, Math.round(budget.monthly / azure.regions.length)),
        notify: budget.notify,
      },
    }),
    ...(ownTurn && {
      turn: {
        ...azureTurnAddresses(environment.domain, region, ownTurn),
        cidr: `${octets}.2.0/24`,
        ports: turnPorts({ tls: ownTurn.certificate === undefined ? "off" : "node", relay: ownTurn.relayPorts }),
        ...(ownTurn.certificate !== undefined && { certificate: ownTurn.certificate }),
      },
    }),
  };
}

function zonesOf(region: string): number {
  return findAzureRegion(region)?.zones ?? 0;
}

function secrets({ turn, secretVersion: version }: CompleteAzure): readonly AzureSecretPlan[] {
  const kinds = new Set(turn.map(({ kind }) => kind));
  return [
    {
      name: "session-signing-key",
      purpose: "signs the tokens of sessions",
      variable: "session_signing_key",
      generated: true,
      version,
    },
    ...(kinds.has("azure")
      ? [
          {
            name: "turn-shared-secret",
            purpose: "makes time-limited credentials of our own TURN nodes",
            variable: "turn_shared_secret",
            generated: true,
            version,
          } as const,
        ]
      : []),
    ...(kinds.has("metered")
      ? [
          {
            name: "metered-secret-key",
            purpose: "asks metered.ca for time-limited credentials",
            variable: "metered_secret_key",
            generated: false,
            version,
          } as const,
        ]
      : []),
  ];
}
