import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { freePort } from "./free-port";

/** A table service that runs beside the functions. */
export interface Tables {
  readonly connectionString: string;
  stop(): void;
}

/** The account that Azurite always has, with the key that its documentation publishes: no secret. */
const account = "devstoreaccount1";
const publishedKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/** Starts Azurite's table service in memory, on the loopback address. */
export async function startTables(): Promise<Tables> {
  const port = await freePort();
  const program = require.resolve("azurite/dist/src/table/main.js");
  const options = [
    "--tableHost",
    "127.0.0.1",
    "--tablePort",
    String(port),
    "--inMemoryPersistence",
    "--skipApiVersionCheck",
  ];
  const child = spawn(process.execPath, [program, ...options, "--silent", "--disableTelemetry"], { stdio: "ignore" });
  // It outlives a first SIGTERM, and has nothing to lose: its tables are in memory.
  const stop = (): void => void child.kill("SIGKILL");
  process.once("exit", stop);
  const endpoint = `http://127.0.0.1:${port}/${account}`;
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    ) {
      const connectionString = `AccountName=${account};AccountKey=${publishedKey};TableEndpoint=${endpoint};`;
      return { connectionString: `DefaultEndpointsProtocol=http;${connectionString}`, stop };
    }
    await setTimeout(100);
  }
  stop();
  throw new Error("Azurite did not start within 20 seconds");
}
