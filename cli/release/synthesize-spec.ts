import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { loadTopologies } from "../../modules/environment";
import { synthesize } from "../../stacks/synthesize";
import type { ReleasedEnvironment, ReleasedStack } from "./release-file";

/** Synthesizes what an environment file of this name would say, by the way that every file takes. Throws with all problems. */
export function synthesizeSpec(name: string, spec: ReleasedEnvironment["spec"]): ReleasedEnvironment["stacks"] {
  const directory = mkdtempSync(join(tmpdir(), "release-"));
  try {
    writeFileSync(join(directory, `${name}.cjs`), `module.exports = ${JSON.stringify(spec)};\n`);
    const loaded = loadTopologies({ directory });
    if (!loaded.ok) {
      throw new Error(loaded.problems.map(({ path, rule }) => `${name}: ${path}: ${rule}`).join("\n"));
    }
    const outdir = join(directory, "out");
    const stacks = join(outdir, "stacks");
    mkdirSync(stacks, { recursive: true });
    synthesize(new App({ outdir }), loaded.topologies);
    return Object.fromEntries(
      readdirSync(stacks)
        .sort()
        .map((id) => [id, recordStack(JSON.parse(readFileSync(join(stacks, id, "cdk.tf.json"), "utf8")))]),
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
interface StackJson {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly ephemeral?: Blocks;
  readonly output?: Readonly<Record<string, unknown>>;
}

function recordStack(json: StackJson): ReleasedStack {
  return {
    digest: createHash("sha256")
      .update(JSON.stringify(sorted(json)))
      .digest("hex"),
    addresses: [
      ...addressesOf("", json.resource),
      ...addressesOf("data.", json.data),
      ...addressesOf("ephemeral.", json.ephemeral),
      ...addressesOf("", { output: json.output ?? {} }),
    ],
  };
}

function addressesOf(prefix: string, blocks: Blocks = {}): readonly string[] {
  return Object.entries(blocks)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${prefix}${type}.${name}`))
    .sort();
}

/** The same value with the keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, part]) => [key, sorted(part)]),
      )
    : value;
}
