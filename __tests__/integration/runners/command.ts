import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { leftBehind, type Process } from "../support/left-behind";

export const project = resolve(__dirname, "../../..");

/** What came of a command. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  /** Programs that it started and that still run. */
  readonly programs: readonly string[];
}

/** A command that runs, with what it printed so far. */
export class Command {
  output = "";
  private readonly mark = randomUUID();
  private readonly notes = join(mkdtempSync(join(tmpdir(), "planted-")), "programs");
  private readonly child: ChildProcess;
  private readonly closed: Promise<number | null>;

  constructor(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const [program = "", ...rest] = words;
    this.child = spawn(program, rest, {
      cwd: project,
      env: { ...process.env, PLANTED_PROGRAMS: this.notes, PLANTED_MARK: this.mark, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keep = (data: unknown): void => {
      this.output += String(data);
    };
    this.child.stdout?.on("data", keep);
    this.child.stderr?.on("data", keep);
    this.closed = new Promise((done) => this.child.once("exit", done));
  }

  /** Runs a suite with a planted file in place of its own. */
  static suite(name: string, planted: string, environment: Readonly<Record<string, string>> = {}): Command {
    const own = ["--testMatch", `**/runners/planted/${planted}.ts`];
    return new Command(["npm", "run", "--silent", `test:${name}`, "--", ...own], environment);
  }

  /** Waits until it started its first program. */
  async startedProgram(): Promise<void> {
    await this.until(() => existsSync(this.notes));
  }

  /** Waits until it runs a program with these words. */
  async starts(words: string): Promise<void> {
    await this.until(() => this.marked().some((program) => program.words === words));
  }

  tell(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async ended(): Promise<Ended> {
    const code = await this.closed;
    // What was just ended, or is just ending by itself, is still listed for a moment; what was forgotten stays for minutes.
    for (const limit = Date.now() + 5_000; Date.now() < limit && this.programs().length > 0; ) {
      await new Promise((wait) => setTimeout(wait, 100));
    }
    return { code, output: this.output, programs: this.programs() };
  }

  /** Programs of it that run. */
  private programs(): readonly string[] {
    const noted = existsSync(this.notes) ? readFileSync(this.notes, "utf8").trim().split("\n").map(Number) : [];
    return [...noted.filter(runs).map(String), ...this.marked().map(({ pid, words }) => `${pid} ${words}`)];
  }

  /** Programs that inherited this command's environment. */
  private marked(): readonly Process[] {
    return leftBehind(-1, `PLANTED_MARK=${this.mark}`);
  }

  private async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.child.exitCode !== null) {
        throw new Error(`it ended with ${this.child.exitCode} before:\n${this.output}`);
      }
      await new Promise((wait) => setTimeout(wait, 50));
    }
  }
}

/** Whether a process is there and is more than an entry that its parent has not read. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
