import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, closeSync, constants, mkdtempSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

export const project = resolve(__dirname, "../../../..");

/** Programs that the suite starts, and where Debian has them. */
const packages = { "redis-server": "redis-server", nginx: "nginx", haproxy: "haproxy", go: "golang-go" } as const;

/** Path of a program; says how to install it if it is missing. */
export function program(name: keyof typeof packages): string {
  const directories = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    "/usr/sbin",
    "/usr/local/sbin",
    "/usr/local/go/bin",
  ];
  const found = directories.map((directory) => join(directory, name)).find(executable);
  if (found === undefined) {
    throw new Error(`${name} is missing: apt-get install --no-install-recommends ${packages[name]}`);
  }
  return found;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A program that runs. */
export class Running {
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly log: string,
  ) {
    this.ended = new Promise((done) => child.once("exit", () => done()));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** What it printed so far. */
  get output(): string {
    return readFileSync(this.log, "utf8");
  }

  /** Starts a program and waits until it is ready. */
  static async start(
    command: string,
    args: readonly string[],
    ready: (running: Running) => boolean | Promise<boolean>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Running> {
    // A file and not a pipe: nginx opens /dev/stdout itself, which a pipe of Node refuses.
    const log = join(mkdtempSync(join(tmpdir(), "go-live-log-")), "output");
    const file = openSync(log, "a");
    const child = spawn(command, args, {
      cwd: project,
      env: { ...process.env, ...env },
      stdio: ["ignore", file, file],
    });
    closeSync(file);
    const running = new Running(child, log);
    try {
      await until(`${command} is ready`, async () => {
        if (child.exitCode !== null) {
          throw new Error(`${command} ended with ${child.exitCode}:\n${running.output}`);
        }
        return ready(running);
      });
    } catch (error) {
      await running.kill();
      throw error;
    }
    return running;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    await this.ended;
  }

  /** As a crash: nothing is said goodbye to. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** Waits until something holds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds = 15_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`waited ${milliseconds} ms until ${what}`);
    }
    await pause(25);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
