import { TableClient } from "@azure/data-tables";
import { FederatedAwsSecret } from "../adapters/federated-aws-secret";
import { KeyVaultSecret } from "../adapters/key-vault-secret";
import { ManagedIdentity } from "../adapters/managed-identity";
import { SignalRMessenger } from "../adapters/signalr-messenger";
import { SqlStatsArchive } from "../adapters/sql-stats-archive";
import { systemClock, systemRandom } from "../adapters/system";
import { TableRecordStore } from "../adapters/table-record-store";
import type { Services } from "../api/services";
import { assemble } from "../assemble";
import { CachedSecret } from "../core/cached-secret";
import { parseCounts, parseRoom, parseUsage } from "../core/shapes";
import type { Journal } from "../ports/journal";
import type { TokenSource } from "../ports/token-source";
import type { TurnSource } from "../ports/turn-source";
import { readSettings } from "../read-settings";
import { MeteredTurnSource } from "../turn/metered-source";
import { SharedSecretTurnSource } from "../turn/shared-secret-source";
import { type AzureSettings, azureSettings } from "./azure-settings";
import { tableCredential } from "./table-credential";

/** Services of the functions on Azure, from their application settings. */
export function composeOnAzure(environment: Readonly<Record<string, string | undefined>>, journal: Journal): Services {
  const settings = readSettings(azureSettings, environment);
  const identity = new ManagedIdentity(settings.AZURE_CLIENT_ID);
  const secret = (name: string) =>
    new CachedSecret(new KeyVaultSecret(settings.KEY_VAULT_URI, name, identity), systemClock);
  return assemble({
    settings,
    journal,
    clock: systemClock,
    random: systemRandom,
    messenger: new SignalRMessenger(settings.SIGNALR_ENDPOINT, identity, systemClock),
    sessionKeys: secret("session-signing-key"),
    roomStore: new TableRecordStore(tableClient(settings, "rooms", identity), parseRoom),
    usageStore: new TableRecordStore(tableClient(settings, "usage", identity), parseUsage),
    countsStore: new TableRecordStore(tableClient(settings, "stats", identity), parseCounts),
    turnSources: settings.TURN_SOURCES.map((name) => turnSource(name, settings, identity, secret)),
    ...(settings.SQL_SERVER === undefined || settings.SQL_DATABASE === undefined
      ? {}
      : {
          statsArchive: new SqlStatsArchive({ server: settings.SQL_SERVER, database: settings.SQL_DATABASE }, identity),
        }),
  });
}

function turnSource(
  name: TurnSource["name"],
  settings: AzureSettings,
  identity: TokenSource,
  secret: (name: string) => CachedSecret,
): TurnSource {
  switch (name) {
    case "aws": {
      const federation = { roleArn: settings.TURN_AWS_ROLE_ARN ?? "", tokenResource: settings.TURN_AWS_TOKEN_RESOURCE };
      const fleets = (settings.TURN_AWS_FLEETS ?? []).map(({ region, secretArn, urls }) => ({
        urls,
        secret: new CachedSecret(new FederatedAwsSecret(region, secretArn, federation, identity), systemClock),
      }));
      return new SharedSecretTurnSource(name, fleets, systemClock);
    }
    case "azure":
      return new SharedSecretTurnSource(
        name,
        [{ secret: secret("turn-shared-secret"), urls: settings.TURN_AZURE_URLS ?? [] }],
        systemClock,
      );
    case "metered":
      return new MeteredTurnSource(
        secret("metered-secret-key"),
        settings.METERED_URL ?? `https://${settings.METERED_APP}.metered.live`,
      );
  }
}

function tableClient(settings: AzureSettings, table: string, identity: TokenSource): TableClient {
  return settings.TABLES_ENDPOINT === undefined
    ? TableClient.fromConnectionString(settings.TABLES_CONNECTION_STRING ?? "", table, {
        allowInsecureConnection: true,
      })
    : new TableClient(settings.TABLES_ENDPOINT, table, tableCredential(identity));
}
