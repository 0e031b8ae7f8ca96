import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Release, ReleasedEnvironment } from "./release/release-file";
import { synthesizeSpec } from "./release/synthesize-spec";

const project = resolve(__dirname, "..");

/** Writes down what a release gives every example and test environment: `npm run release:record -- 0.2.0`. */
function main([version, ...others]: readonly string[]): void {
  if (version === undefined || others.length > 0 || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error("Usage: npm run release:record -- VERSION, such as 0.2.0");
  }
  const file = join(project, "releases", `${version}.json`);
  if (existsSync(file)) {
    throw new Error(`releases/${version}.json is there already, and a release does not change: take the next version.`);
  }
  const { version: declared }: { version: string } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  if (version !== declared) {
    throw new Error(`package.json says version ${declared}: raise it to ${version} first, then record the release.`);
  }
  const release: Release = { version, environments: Object.fromEntries(environmentFiles().map(record)) };
  writeFileSync(file, `${JSON.stringify(release, null, 1)}\n`);
  console.log(`releases/${version}.json: ${Object.keys(release.environments).length} environments`);
}

/** The environments of the tests, copies of the examples among them, by their path without the extension. */
function environmentFiles(): readonly string[] {
  return readdirSync(join(project, "__tests__/fixtures"))
    .filter((name) => name.endsWith("environments"))
    .flatMap((name) =>
      readdirSync(join(project, "__tests__/fixtures", name))
        .filter((file) => file.endsWith(".ts"))
        .sort()
        .map((file) => `__tests__/fixtures/${name}/${basename(file, ".ts")}`),
    );
}

function record(file: string): readonly [string, ReleasedEnvironment] {
  const { default: spec }: { default: ReleasedEnvironment["spec"] } = require(join(project, file));
  return [file, { spec, stacks: synthesizeSpec(basename(file), spec) }];
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
