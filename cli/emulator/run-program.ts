import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { MissingToolError } from "./missing-tool";

/** What a program did. */
export interface Outcome {
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** Variables over those of this process; undefined: none. */
export type ProgramEnvironment = Readonly<Record<string, string | undefined>>;

/** How to run a program. */
export interface ProgramOptions {
  readonly directory: string;
  readonly environment: ProgramEnvironment;
  /** Receives everything it prints. */
  readonly logFile?: string;
  /** What to install when it is not there. */
  readonly remedy: string;
}

/**
 * Runs a program without standard input and waits for its end, which is the end of this process at the latest. Its exit code is part of
 * the outcome, not an error.
 */
export function runProgram(command: string, args: readonly string[], options: ProgramOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.directory,
      env: { ...process.env, ...options.environment },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own: Terraform's providers would go on without Terraform.
      detached: true,
    });
    const end = (): void => endGroup(child);
    process.once("exit", end);
    const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: "a" });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk);
      log?.write(chunk);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new MissingToolError(`${command} is not installed`, options.remedy) : error),
    );
    child.once("close", (code, signal) => {
      process.off("exit", end);
      log?.end();
      resolve({ code: code ?? (signal === null ? 1 : 128), output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

function endGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid ?? Number.NaN), "SIGKILL");
  } catch {
    // It never started, or all of it has ended.
  }
}

/** The last lines of a program's output that matter: from its first error on, else its end. */
export function lastLines(output: string, count = 40): string {
  const lines = output.trimEnd().split("\n");
  const firstError = lines.findIndex((line) => /\bError\b/.test(line));
  return (firstError === -1 ? lines.slice(-count) : lines.slice(firstError, firstError + count)).join("\n");
}
