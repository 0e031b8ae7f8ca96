import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { MissingToolError } from "./missing-tool";

const server = join(__dirname, "server");
const startLimitMilliseconds = 60_000;

/** Python with moto, made by `npm run setup:emulator`. */
export function emulatorPython(): string {
  const python = join(__dirname, "../../.venv-emulator/bin/python");
  if (!existsSync(python)) {
    throw new MissingToolError("The AWS emulator is not installed", "npm run setup:emulator");
  }
  return python;
}

/** A running AWS API emulator. It keeps everything in memory: stopping it forgets all. */
export class Emulator {
  private constructor(
    /** `http://127.0.0.1:<port>`. An address, not `localhost`: S3 clients then use path style. */
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  /**
   * Starts an emulator on a free port and waits until it answers.
   *
   * @param logFile receives what it prints
   * @param lifetime `child`: ends with this process; `detached`: goes on without it
   */
  static async start(logFile: string, lifetime: "child" | "detached" = "child"): Promise<Emulator> {
    const port = await freePort();
    const log = openSync(logFile, "a");
    const child = spawn(emulatorPython(), [join(server, "launch.py"), "--port", String(port)], {
      stdio: ["ignore", log, log],
      detached: lifetime === "detached",
    });
    const emulator = new Emulator(`http://127.0.0.1:${port}`, child);
    if (lifetime === "detached") {
      child.unref();
    } else {
      process.once("exit", () => child.kill());
    }
    await emulator.untilReady(logFile);
    return emulator;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** Ends the emulator and waits for it. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGKILL");
    await ended;
  }

  private async untilReady(logFile: string): Promise<void> {
    const limit = Date.now() + startLimitMilliseconds;
    while (Date.now() < limit && this.process.exitCode === null) {
      if (await fetch(`${this.url}/moto-api/`).catch(() => undefined)) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    this.process.kill("SIGKILL");
    throw new Error(`The AWS emulator did not start; see ${logFile}`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port")),
      );
    });
  });
}
