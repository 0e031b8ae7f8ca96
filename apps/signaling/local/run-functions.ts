import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { object, parse, string } from "valibot";

/** The functions, running locally in a process of their own. */
export interface RunningFunctions {
  /** Base address of the interface. */
  readonly api: string;
  /** Address of the SignalR service beside them. */
  readonly signalr: string;
  /** Everything that the process wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

const ready = object({ api: string(), signalr: string() });

/** Starts the functions with these settings, on free ports unless they name others; resolves when they answer. `report` gets their log. */
export async function runFunctions(
  settings: Readonly<Record<string, string>>,
  report: (line: string) => void = () => undefined,
): Promise<RunningFunctions> {
  const child = spawn(process.execPath, ["--import", "tsx", "local/main.ts"], {
    cwd: join(__dirname, ".."),
    env: { ...process.env, NODE_PATH: "local/worker", FUNCTIONS_PORT: "0", SIGNALR_PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.once("exit", () => child.kill());
  const log: string[] = [];
  child.stderr.on("data", (data) => {
    log.push(String(data));
    report(String(data));
  });
  for await (const line of createInterface(child.stdout)) {
    return {
      ...parse(ready, JSON.parse(line)),
      log: () => log.join(""),
      stop: () =>
        new Promise((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) {
            resolve();
          }
          child.once("exit", () => resolve());
          child.kill();
        }),
    };
  }
  throw new Error(`the functions did not start:\n${log.join("")}`);
}
