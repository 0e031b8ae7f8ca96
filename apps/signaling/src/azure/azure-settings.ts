import {
  array,
  check,
  type InferOutput,
  maxLength,
  minLength,
  object,
  optional,
  picklist,
  pipe,
  regex,
  string,
} from "valibot";
import { awsFleets, commaSeparated, credentialSettings, serviceUrl, turnUrls, whole } from "../settings";

/** Application settings of the functions on Azure; README.md says what each is for. */
export const azureSettings = pipe(
  object({
    DEPLOYMENT: pipe(string(), regex(/^[\w.-]{1,60}$/, "a name")),
    AZURE_CLIENT_ID: pipe(string(), regex(/^[0-9a-f-]{36}$/i, "a client id")),
    SIGNALR_ENDPOINT: serviceUrl,
    KEY_VAULT_URI: serviceUrl,
    TABLES_ENDPOINT: optional(serviceUrl),
    TABLES_CONNECTION_STRING: optional(
      pipe(string(), regex(/TableEndpoint=http:\/\/127\.0\.0\.1[:/]/, "that of a table service on 127.0.0.1")),
    ),
    TRUSTED_PROXIES: whole(1, 5, 1),
    ROOM_LEASE_SECONDS: whole(5, 600, 90),
    ROOM_MAX_MEMBERS: whole(2, 16, 8),
    SESSION_ADDRESS_HOURLY_CAP: whole(1, 100_000, 120),
    SIGNAL_PER_SECOND: whole(1, 10_000, 20),
    ...credentialSettings,
    TURN_SOURCES: optional(pipe(commaSeparated, array(picklist(["aws", "azure", "metered"])), maxLength(3)), ""),
    TURN_AWS_FLEETS: optional(awsFleets),
    TURN_AWS_ROLE_ARN: optional(pipe(string(), regex(/^arn:aws[\w-]*:iam::\d{12}:role\//, "the ARN of a role"))),
    TURN_AWS_TOKEN_RESOURCE: optional(pipe(string(), minLength(1)), "api://AzureADTokenExchange"),
    TURN_AZURE_URLS: optional(pipe(commaSeparated, turnUrls)),
    METERED_APP: optional(pipe(string(), regex(/^[a-z0-9-]{1,63}$/, "the name of the account"))),
    METERED_URL: optional(serviceUrl),
    SQL_SERVER: optional(string()),
    SQL_DATABASE: optional(string()),
  }),
  check(
    (settings) => (settings.TABLES_ENDPOINT === undefined) !== (settings.TABLES_CONNECTION_STRING === undefined),
    "TABLES_ENDPOINT set, or locally TABLES_CONNECTION_STRING",
  ),
  check(
    (settings) => (settings.SQL_SERVER === undefined) === (settings.SQL_DATABASE === undefined),
    "SQL_SERVER and SQL_DATABASE both set or both not",
  ),
  check(
    (settings) =>
      !settings.TURN_SOURCES.includes("aws") ||
      (settings.TURN_AWS_FLEETS !== undefined && settings.TURN_AWS_ROLE_ARN !== undefined),
    "TURN_AWS_FLEETS and TURN_AWS_ROLE_ARN set where TURN_SOURCES names aws",
  ),
  check(
    (settings) => !settings.TURN_SOURCES.includes("azure") || settings.TURN_AZURE_URLS !== undefined,
    "TURN_AZURE_URLS set where TURN_SOURCES names azure",
  ),
  check(
    (settings) => !settings.TURN_SOURCES.includes("metered") || settings.METERED_APP !== undefined,
    "METERED_APP set where TURN_SOURCES names metered",
  ),
);

export type AzureSettings = InferOutput<typeof azureSettings>;
