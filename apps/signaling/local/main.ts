import { randomBytes } from "node:crypto";
import "../src/azure/main";
import { startAzurePlatform } from "./azure-platform";
import { startTables } from "./azurite";
import { startFunctionsHost } from "./functions-host";
import { LocalSignalRService } from "./signalr-service";

/**
 * Runs the functions with everything around them on the loopback address, without an account. Settings come from the
 * environment; TURN_SHARED_SECRET is the secret of a local coturn, SESSION_SIGNING_KEY the key of the sessions. Prints one line of
 * JSON with the addresses when it is ready.
 */
async function main(): Promise<void> {
  // So that the tables end too, whose process listens to this one's end.
  const endAtOnce = (): void => process.exit(1);
  process.once("SIGINT", endAtOnce);
  process.once("SIGTERM", endAtOnce);
  const platform = await startAzurePlatform({
    "session-signing-key": process.env["SESSION_SIGNING_KEY"] ?? randomBytes(32).toString("hex"),
    "turn-shared-secret": process.env["TURN_SHARED_SECRET"] ?? randomBytes(32).toString("hex"),
  });
  const signalr = await LocalSignalRService.start(Number(process.env["SIGNALR_PORT"] ?? 0));
  const tables = await startTables();
  Object.assign(process.env, {
    ...platform.environment,
    DEPLOYMENT: "local",
    AZURE_CLIENT_ID: "00000000-0000-0000-0000-000000000000",
    KEY_VAULT_URI: platform.url,
    SIGNALR_ENDPOINT: signalr.url,
    TABLES_CONNECTION_STRING: tables.connectionString,
    TURN_SOURCES: process.env["TURN_SOURCES"] ?? "azure",
    TURN_AZURE_URLS: process.env["TURN_AZURE_URLS"] ?? "turn:127.0.0.1:3478?transport=udp",
  });
  const host = await startFunctionsHost(Number(process.env["FUNCTIONS_PORT"] ?? 7071), (line) => console.error(line));
  console.log(JSON.stringify({ api: host.api, signalr: signalr.url }));

  const end = async (): Promise<void> => {
    await host.stop();
    signalr.stop();
    tables.stop();
    platform.server.close();
    process.exit(0);
  };
  process.off("SIGINT", endAtOnce).once("SIGINT", end);
  process.off("SIGTERM", endAtOnce).once("SIGTERM", end);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
