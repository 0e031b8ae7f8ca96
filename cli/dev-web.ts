import { randomBytes } from "node:crypto";
import { freePort } from "../apps/signaling/local/free-port";
import { runFunctions } from "../apps/signaling/local/run-functions";
import { wellKnownPorts } from "../modules/shared/ports";
import { installedCoturn, type LocalRelay, startRelay } from "./dev-web/local-relay";
import { servePageWhileWorking } from "./dev-web/page";
import { endWhenTold } from "./end-when-told";
import { paintIf, showsColours } from "./paint";

/**
 * Starts the page, the functions, a SignalR service, tables and, where coturn is installed, a relay on the loopback address:
 * `npm run dev:web`. No account; Ctrl-C ends all of it.
 */
async function main(): Promise<void> {
  const startUp = endWhenTold("Nothing runs.");
  const secret = randomBytes(32).toString("hex");
  const version = installedCoturn();
  const relay = version === undefined ? undefined : await startRelay(version, secret, relayPorts);
  const functions = await runFunctions(
    { FUNCTIONS_PORT: String(await freePort(7071)), TURN_SHARED_SECRET: secret, ...relaySettings(relay) },
    (line) => process.stderr.write(line),
  );
  const page = await servePageWhileWorking(await freePort(5173), {
    endpoints: [{ key: "local", api: functions.api }],
    stun: relay === undefined ? [] : [relay.stun],
  });
  const end = async (code: number): Promise<void> => {
    // Whatever does not end by itself ends with this process.
    setTimeout(() => process.exit(code), 5_000);
    page.stop();
    await relay?.stop();
    await functions.stop();
    process.exit(code);
  };
  startUp();
  process.once("SIGINT", () => void end(0));
  process.once("SIGTERM", () => void end(0));
  void page.ended.then(() => end(1));
  show([
    ["Page", page.url],
    ["Diagnosis", `${page.url}/diagnosis.html`],
    ["Functions", functions.api],
    ["SignalR", functions.signalr],
    [
      "Relay",
      relay === undefined ? "none: apt-get install coturn. Calls go without" : Object.values(ways(relay)).join(", "),
    ],
  ]);
}

const relayPorts = { turn: wellKnownPorts.turn, tls: wellKnownPorts.turnTls };

/** Browsers would refuse the certificate of the relay's TLS. */
function ways({ urls }: LocalRelay): { readonly udp: string; readonly tcp: string } {
  return { udp: urls.udp, tcp: urls.tcp };
}

function relaySettings(relay: LocalRelay | undefined): Readonly<Record<string, string>> {
  return relay === undefined ? { TURN_ENABLED: "false" } : { TURN_AZURE_URLS: Object.values(ways(relay)).join(",") };
}

function show(lines: readonly (readonly [name: string, value: string])[]): void {
  const paint = paintIf(showsColours(process.stdout));
  for (const [name, value] of lines) {
    console.log(`${paint.bold(name.padEnd(10))} ${value}`);
  }
  console.log("Ctrl-C ends everything.");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
