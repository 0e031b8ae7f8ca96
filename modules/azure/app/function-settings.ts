import type { FunctionPlan, TurnSourcePlan } from "../../environment/topology";

/** What functions have to know of the resources of their region; values may be Terraform expressions. */
export interface FunctionResources {
  /** Name of this deployment in tokens and logs: environment and region. */
  readonly deployment: string;
  /** Client id of the functions' identity. */
  readonly identityClientId: string;
  readonly storageAccountName: string;
  readonly vaultUri: string;
  /** `https://<name>.service.signalr.net` */
  readonly signalrUri: string;
  /** Absent without statistics. */
  readonly database?: { readonly server: string; readonly name: string };
}

/**
 * App settings of the functions, as apps/signaling reads them. No secret is among them: functions read secrets from the vault and
 * from AWS with their identity. What Flex Consumption sets itself (runtime, version, package, traces) is not here either.
 */
export function functionSettings(plan: FunctionPlan, resources: FunctionResources): Record<string, string> {
  const { identityClientId } = resources;
  return {
    DEPLOYMENT: resources.deployment,
    AZURE_CLIENT_ID: identityClientId,
    SIGNALR_ENDPOINT: resources.signalrUri,
    KEY_VAULT_URI: resources.vaultUri,
    TABLES_ENDPOINT: `https://${resources.storageAccountName}.table.core.windows.net`,
    TURN_ENABLED: "true",
    TURN_TTL_SECONDS: String(plan.turnSeconds),
    TURN_DAILY_CAP: String(plan.turnDailyCap),
    TURN_SOURCES: plan.turnSources.map(({ kind }) => kind).join(","),
    ...Object.assign({}, ...plan.turnSources.map(sourceSettings)),
    STATS_ENABLED: "true",
    ...(resources.database && { SQL_SERVER: resources.database.server, SQL_DATABASE: resources.database.name }),
    // Application Insights takes no key: traces are signed with the identity.
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${identityClientId};Authorization=AAD`,
  };
}

/** Settings by which the host uses an identity where it would otherwise want a connection string. */
export function identitySettings(connection: string, clientId: string): Record<string, string> {
  return { [`${connection}__credential`]: "managedidentity", [`${connection}__clientId`]: clientId };
}

function sourceSettings(source: TurnSourcePlan): Record<string, string> {
  switch (source.kind) {
    case "aws":
      return {
        TURN_AWS_FLEETS: JSON.stringify(source.fleets),
        TURN_AWS_ROLE_ARN: source.roleArn,
        TURN_AWS_TOKEN_RESOURCE: source.tokenResource,
      };
    case "azure":
      return { TURN_AZURE_URLS: source.urls.join(",") };
    case "metered":
      return { METERED_APP: source.app };
  }
}
