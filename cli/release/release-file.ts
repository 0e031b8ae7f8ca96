import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

const address = v.pipe(v.string(), v.regex(/^((data|ephemeral)\.)?[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*$/));
const stack = v.strictObject({
  /** SHA-256 of the stack's JSON in canonical form: whether a release changes a stack at all. */
  digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Resources, data sources, ephemeral resources and outputs, as Terraform names them. */
  addresses: v.array(address),
});
const environment = v.strictObject({
  /** What the environment file says, so that the release needs neither its tag nor its files. */
  spec: v.record(v.string(), v.unknown()),
  stacks: v.record(v.string(), stack),
});
const release = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  /** By the path of the environment file without its extension. */
  environments: v.record(v.string(), environment),
});

export type ReleasedStack = v.InferOutput<typeof stack>;
export type ReleasedEnvironment = v.InferOutput<typeof environment>;
export type Release = v.InferOutput<typeof release>;

/** The newest release of a directory of files such as `0.1.0.json`. */
export function readNewestRelease(directory: string): Release {
  const newest = readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
    .at(-1);
  if (newest === undefined) {
    throw new Error(`${directory} holds no release`);
  }
  return v.parse(release, JSON.parse(readFileSync(join(directory, newest), "utf8")));
}
