import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const project = resolve(__dirname, "../../..");

/** What a program said. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Where a program runs. */
export interface Place {
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program to its end. */
export function run(
  program: string,
  words: readonly string[],
  { directory = project, environment = {} }: Place = {},
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd: directory,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], LC_ALL: "C.UTF-8", ...environment },
  });
  if (error) {
    throw new Error(`${program} cannot be run (${error.message})`);
  }
  return { code: status, output: `${stdout}${stderr}` };
}

/** A program of `npm run setup:pipelines`. */
export function tool(name: "actionlint" | "check-jsonschema"): string {
  const path = join(project, ".venv-pipelines/bin", name);
  if (!existsSync(path)) {
    throw new Error(`${name} is missing: npm run setup:pipelines`);
  }
  return path;
}

const made: string[] = [];

/** A directory of its own, removed after the tests of the file. */
export function workspace(): string {
  const directory = mkdtempSync(join(tmpdir(), "pipelines-"));
  made.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of made.splice(0)) {
    rmSync(directory, { recursive: true, force: true });
  }
});
