import { readSettings } from "@webrtc-stacks/signaling/read-settings";
import { routerSettings } from "./settings";
import { startRouter } from "./start-router";

/** Longest that requests under way may take after SIGTERM, milliseconds. */
const longestEnd = 25_000;

async function main(): Promise<void> {
  const router = await startRouter(readSettings(routerSettings, process.env));
  console.log(JSON.stringify({ event: "started", port: router.port, adminPort: router.adminPort }));
  const end = async (): Promise<void> => {
    setTimeout(() => process.exit(1), longestEnd).unref();
    await router.stop();
    console.log(JSON.stringify({ event: "stopped" }));
    process.exit(0);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : "the router did not start");
  process.exitCode = 1;
});
