import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { loadTopologies, type Topology } from "../../modules/environment";
import { synthesize as synthesizeTo } from "../../stacks/synthesize";

/** Arguments of one resource or data source as they stand in the JSON. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One synthesized stack. */
export interface SynthesizedStack {
  readonly id: string;
  /** The JSON, byte for byte. */
  readonly text: string;
  readonly resources: readonly { readonly type: string; readonly name: string; readonly arguments: Arguments }[];
  readonly json: {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
    readonly data?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
    readonly ephemeral?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
    readonly locals?: Arguments;
    readonly output?: Readonly<Record<string, Arguments>>;
    readonly terraform: Arguments;
  };
}

/** Copies of the examples: a team that replaces `environments/` by its own changes no test. */
export const exampleEnvironments = join(__dirname, "../fixtures/example-environments");

/** Directories of the environments that every invariant has to hold for: the examples and those that stretch every option. */
export const environmentDirectories = [exampleEnvironments, join(__dirname, "../fixtures/environments")];

/** An environment with the credential API. It is apart because bundling its function takes longer than all the others together. */
export const credentialEnvironments = join(__dirname, "../fixtures/credentials-environments");

/** Topologies of a directory of environment files. Throws with every problem if one is refused. */
export function topologiesOf(directory: string): readonly Topology[] {
  const loaded = loadTopologies({ directory });
  if (!loaded.ok) {
    throw new Error(loaded.problems.map(({ file, path, rule }) => `${file}: ${path}: ${rule}`).join("\n"));
  }
  return loaded.topologies;
}

/** Synthesizes topologies for real, into a directory that is gone afterwards. */
export function synthesize(topologies: readonly Topology[]): readonly SynthesizedStack[] {
  const outdir = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    const app = new App({ outdir });
    synthesizeTo(app, topologies);
    return readdirSync(join(outdir, "stacks"))
      .sort()
      .map((id) => readStack(id, readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function readStack(id: string, text: string): SynthesizedStack {
  const json: SynthesizedStack["json"] = JSON.parse(text);
  const resources = Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, name, arguments: body })),
  );
  return { id, text, resources, json };
}
