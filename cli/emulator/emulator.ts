import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { MissingToolError } from "./missing-tool";

const server = join(__dirname, "server");

/** File beside the emulator's log with what each stack asked for: `<stack> <service>:<operation>`. */
export const operationsFile = "operations.txt";

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
    readonly pid: number,
    private readonly child?: ChildProcess,
  ) {}

  /** An emulator that an earlier command started and left running. */
  static running(url: string, pid: number): Emulator {
    return new Emulator(url, pid);
  }

  /**
   * Starts an emulator on a free port and waits until it answers.
   *
   * @param logFile receives what it prints
   * @param lifetime `child`: ends with this process; `detached`: the same, until `leaveRunning`
   */
  static async start(logFile: string, lifetime: "child" | "detached" = "child"): Promise<Emulator> {
    const port = await freePort();
    const log = openSync(logFile, "a");
    const options = ["--port", String(port), "--operations", join(dirname(logFile), operationsFile)];
    const ending = lifetime === "child" ? ["--while-stdin-is-open"] : [];
    const child = spawn(emulatorPython(), [join(server, "launch.py"), ...options, ...ending], {
      // The pipe closes with this process, however that ends.
      stdio: [lifetime === "child" ? "pipe" : "ignore", log, log],
      detached: lifetime === "detached",
    });
    closeSync(log);
    child.unref();
    const emulator = new Emulator(`http://127.0.0.1:${port}`, child.pid ?? 0, child);
    if (lifetime === "detached") {
      process.once("exit", emulator.stop);
    }
    await emulator.untilReady(logFile);
    return emulator;
  }

  /** Whether it still answers. */
  async answers(): Promise<boolean> {
    const answer = await fetch(`${this.url}/moto-api/`).catch(() => undefined);
    return answer !== undefined;
  }

  /** A detached one goes on when this process ends. */
  leaveRunning(): void {
    process.off("exit", this.stop);
  }

  /** Ends the emulator. */
  readonly stop = (): void => {
    if (this.pid > 0 && !this.ended()) {
      process.kill(this.pid, "SIGKILL");
    }
  };

  private ended(): boolean {
    return this.child !== undefined && (this.child.exitCode !== null || this.child.signalCode !== null);
  }

  private async untilReady(logFile: string): Promise<void> {
    const limit = Date.now() + startLimitMilliseconds;
    while (Date.now() < limit && !this.ended()) {
      if (await this.answers()) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    this.stop();
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
