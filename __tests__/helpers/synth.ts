import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type TerraformStack } from "cdktf";
import { withoutCreationTraces } from "../../modules/shared/creation-traces";

/** A resource or data source as it stands in the JSON. */
export interface SynthesizedResource {
  readonly type: string;
  readonly name: string;
  /** Path of the construct: what a failing test names. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One stack, written for real and read back. */
export interface Synthesized {
  /** The JSON, byte for byte. */
  readonly text: string;
  readonly json: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Files beside the JSON, by their path in the directory of the stack. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Resources, of one type where it is given. */
  resources(type?: string): readonly SynthesizedResource[];
  /** The only resource of a type; throws where there is none or another. */
  only(type: string): SynthesizedResource;
  /** The resource whose construct path ends so; throws where there is none or another. */
  at(pathEnd: string): SynthesizedResource;
}

/** Synthesizes one stack into a directory that is gone afterwards. */
export function synthStack(build: (app: App) => TerraformStack): Synthesized {
  const [only] = synthStacks((app) => [build(app)]);
  if (!only) {
    throw new Error("nothing was built");
  }
  return only;
}

/** Synthesizes stacks of one app, which share what is made once for all. */
export function synthStacks(build: (app: App) => readonly TerraformStack[]): readonly Synthesized[] {
  const outdir = mkdtempSync(join(tmpdir(), "synth-stack-"));
  try {
    const ids = withoutCreationTraces(() => {
      const app = new App({ outdir });
      const stacks = build(app);
      app.synth();
      return stacks.map(({ node }) => node.id);
    });
    return ids.map((id) => read(join(outdir, "stacks", id)));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A policy that a resource carries as JSON text, read back. */
export function policyOf(resource: SynthesizedResource, argument = "policy"): readonly PolicyStatementJson[] {
  const text = resource.body[argument];
  if (typeof text !== "string") {
    throw new Error(`${resource.path} has no ${argument}`);
  }
  return JSON.parse(text).Statement;
}

/** A statement as AWS takes it. */
export interface PolicyStatementJson {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function read(directory: string): Synthesized {
  const text = readFileSync(join(directory, "cdk.tf.json"), "utf8");
  const json = JSON.parse(text);
  const all: SynthesizedResource[] = Object.entries<Record<string, Record<string, unknown>>>(
    json.resource ?? {},
  ).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, name, path: `${type} ${pathOf(body)}`, body })),
  );
  const find = (what: string, matches: readonly SynthesizedResource[]): SynthesizedResource => {
    const [first, second] = matches;
    if (!first || second) {
      throw new Error(
        `${what}: ${matches.length} resources instead of one: ${matches.map(({ path }) => path).join(", ")}`,
      );
    }
    return first;
  };
  return {
    text,
    json,
    files: new Map(
      readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== "cdk.tf.json")
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(directory.length + 1), readFileSync(path)]),
    ),
    resources: (type) => all.filter((resource) => type === undefined || resource.type === type),
    only: (type) =>
      find(
        type,
        all.filter((resource) => resource.type === type),
      ),
    at: (pathEnd) =>
      find(
        pathEnd,
        all.filter(({ path }) => path.endsWith(pathEnd)),
      ),
  };
}

function pathOf(body: Readonly<Record<string, unknown>>): string {
  const comment = body["//"];
  if (typeof comment === "object" && comment !== null && "metadata" in comment) {
    const { metadata } = comment;
    if (typeof metadata === "object" && metadata !== null && "path" in metadata) {
      return String(metadata.path);
    }
  }
  throw new Error(`a resource without the path of its construct: ${JSON.stringify(body)}`);
}
