import type { FunctionPlan } from "../../environment/topology";

/** What functions have to know of the resources of their region; values may be Terraform expressions. */
export interface FunctionResources {
  /** Client id of the functions' identity. */
  readonly identityClientId: string;
  readonly storageAccountName: string;
  readonly vaultUri: string;
  /** `https://<name>.service.signalr.net` */
  readonly signalrUri: string;
  /** Absent without statistics. */
  readonly database?: { readonly server: string; readonly name: string };
  /** Origins of the page, exactly as browsers send them: a Terraform expression of one text, by comma. */
  readonly origins: string;
  readonly region: string;
}

/** Most members of a room, and bytes of one message: both bound what a message costs. */
const roomMembers = 8;
const payloadBytes = 16_384;

/**
 * App settings of the functions. No secret is among them: functions read secrets from the vault with their identity. What Flex
 * Consumption sets itself (runtime, version, package, traces) is not here either.
 */
export function functionSettings(plan: FunctionPlan, resources: FunctionResources): Record<string, string> {
  const { identityClientId } = resources;
  return {
    AZURE_CLIENT_ID: identityClientId,
    REGION: resources.region,
    KEY_VAULT_URI: resources.vaultUri,
    TABLE_ENDPOINT: `https://${resources.storageAccountName}.table.core.windows.net`,
    ALLOWED_ORIGINS: resources.origins,
    ...identitySettings("AzureSignalRConnectionString", identityClientId),
    AzureSignalRConnectionString__serviceUri: resources.signalrUri,
    SESSION_SIGNING_SECRET: "session-signing-key",
    MAX_ROOM_MEMBERS: String(roomMembers),
    MAX_PAYLOAD_BYTES: String(payloadBytes),
    TURN_ENABLED: "true",
    TURN_TTL_SECONDS: String(plan.turnSeconds),
    TURN_DAILY_CAP: String(plan.turnDailyCap),
    TURN_SOURCES: JSON.stringify(plan.turnSources),
    STATS_ENABLED: String(resources.database !== undefined),
    ...(resources.database && { SQL_SERVER: resources.database.server, SQL_DATABASE: resources.database.name }),
    // Application Insights takes no key: traces are signed with the identity.
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${identityClientId};Authorization=AAD`,
  };
}

/** Settings by which the host uses an identity where it would otherwise want a connection string. */
export function identitySettings(connection: string, clientId: string): Record<string, string> {
  return { [`${connection}__credential`]: "managedidentity", [`${connection}__clientId`]: clientId };
}
