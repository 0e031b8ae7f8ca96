import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { endAtOnce, leftBehind } from "./left-behind";

const project = resolve(__dirname, "../../..");

/** Longer than any suite takes on a busy machine, shorter than `.ci/run` waits. */
const deadlineSeconds = Number(process.env["SUITE_DEADLINE_SECONDS"] ?? 2300);
/** What programs get to end by themselves when the run is told to end. */
const graceMilliseconds = 5_000;

/**
 * Runs a suite of jest that starts programs: `npm run test:NAME -- …` gives its own words to jest. Whatever happens to the tests or to
 * jest, it ends in time, says why if that is not jest's own doing, and nothing that was started stays.
 */
class Suite {
  /** For what tests and programs write. It stays only if something fails: their logs are in it. */
  private readonly directory = mkdtempSync(join(tmpdir(), "webrtc-stacks-"));
  private readonly mark = `TMPDIR=${this.directory}`;
  private readonly jest: ChildProcess;
  /** Why it was told to end. */
  private reason: string | undefined;

  constructor(
    private readonly name: string,
    config: string,
    words: readonly string[],
  ) {
    this.jest = spawn(process.execPath, [require.resolve("jest/bin/jest"), "--config", config, ...words], {
      env: { ...process.env, TMPDIR: this.directory },
      stdio: "inherit",
      // In a process group of its own, by which its programs are found.
      detached: true,
    });
  }

  /** Exit code of the run. */
  async run(): Promise<number> {
    const deadline = setTimeout(
      () => this.end(`it still ran after ${deadlineSeconds} s: a test or its set-up hangs`),
      deadlineSeconds * 1000,
    );
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => this.end(`${signal} told it to end`));
    }
    const code = await new Promise<number>((done) => {
      this.jest.once("exit", (status, signal) => {
        this.reason ??= signal === null ? undefined : `jest was ended by ${signal}`;
        done(status ?? 1);
      });
    });
    clearTimeout(deadline);
    await this.endPrograms();
    return this.finish(code);
  }

  private end(reason: string): void {
    this.reason ??= reason;
    this.signal("SIGTERM");
    setTimeout(() => this.signal("SIGKILL"), graceMilliseconds).unref();
  }

  private signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-(this.jest.pid ?? 0), signal);
    } catch {
      // All of it has ended.
    }
  }

  private async endPrograms(): Promise<void> {
    const group = this.jest.pid ?? 0;
    // Chromium's processes end when their first one does, which takes a moment.
    await new Promise((wait) => setTimeout(wait, 100));
    for (let left = leftBehind(group, this.mark); left.length > 0; left = leftBehind(group, this.mark)) {
      console.error(`test:${this.name} left programs behind, which are ended now:`);
      for (const { pid, words } of left) {
        console.error(`  ${pid} ${words.slice(0, 120)}`);
      }
      endAtOnce(left);
      await new Promise((wait) => setTimeout(wait, 200));
    }
  }

  private finish(code: number): number {
    if (code === 0 && this.reason === undefined) {
      rmSync(this.directory, { recursive: true, force: true });
      return 0;
    }
    if (this.reason !== undefined) {
      console.error(`test:${this.name} failed: ${this.reason}.`);
    }
    console.error(`What the programs wrote is in ${this.directory}`);
    return code === 0 ? 1 : code;
  }
}

async function main(name = "", words: readonly string[]): Promise<number> {
  const config = join(project, `jest.${name}.config.cjs`);
  if (!existsSync(config)) {
    throw new Error(`There is no suite "${name}": ${config} is missing`);
  }
  return new Suite(name, config, words).run();
}

main(process.argv[2], process.argv.slice(3)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
