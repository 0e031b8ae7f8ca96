import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const project = resolve(__dirname, "../..");

/** A figure that must not exceed its limit. */
export interface Result {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
}

/** What one run of a program cost. */
export interface Cost {
  readonly milliseconds: number;
  /** Largest resident set, MB (10^6 bytes). */
  readonly megabytes: number;
  /** Submodules of provider packages that it loaded. */
  readonly submodules: readonly string[];
}

/** How a program is started: as `npm run synth` starts it, or by tsx, like other cdktf programs. */
export type Start = "synth" | "tsx";

/** Runs a TypeScript file in a process of its own and measures it from start to end. */
export function measure(
  start: Start,
  script: string,
  args: readonly string[] = [],
  variables: Record<string, string> = {},
): Cost {
  const usageFile = join(mkdtempSync(join(tmpdir(), "bench-")), "usage");
  const options = [
    "--require",
    join(__dirname, "report-usage.cjs"),
    ...(start === "synth" ? synthOptions() : ["--require", "tsx/cjs"]),
    script,
    ...args,
  ];
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, options, {
    cwd: project,
    env: { ...process.env, ...variables, USAGE_FILE: usageFile },
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) {
    throw new Error(`${script} failed\n${stderr}`);
  }
  const milliseconds = performance.now() - started;
  const usage: { readonly kibibytes: number; readonly submodules: readonly string[] } = JSON.parse(
    readFileSync(usageFile, "utf8"),
  );
  return { milliseconds, megabytes: (usage.kibibytes * 1024) / 1e6, submodules: usage.submodules };
}

/** What `npm run synth` gives to Node, so that what is measured is what runs. */
function synthOptions(): readonly string[] {
  const { scripts }: { readonly scripts: { readonly synth: string } } = JSON.parse(
    readFileSync(join(project, "package.json"), "utf8"),
  );
  return scripts.synth.split(" ").slice(1, -1);
}

/** The middle value. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
