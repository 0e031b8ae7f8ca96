import { basename, join } from "node:path";
import { listEnvironmentFiles } from "../../modules/environment/environment-files";
import { judgeEnvironment } from "../../modules/environment/judge";
import { readEnvironmentFile } from "../../modules/environment/read-file";
import { isWithin, showPath } from "../../modules/environment/schema/field-path";
import { readShape } from "../../modules/environment/schema/read-shape";
import { goodEnvironment } from "../bad-environments/bad-case";
import { environmentDirectories } from "../helpers/synth-environments";

type Path = readonly (string | number)[];

const fixtures = join(__dirname, "../fixtures");
const directories = ["azure", "credentials", "pipeline"].map((kind) => join(fixtures, `${kind}-environments`));
const files = [...environmentDirectories, ...directories]
  .flatMap((directory) => listEnvironmentFiles(directory).files)
  .map((file) => {
    const content = readEnvironmentFile(file);
    return { name: basename(file.absolutePath, ".ts"), value: content.ok ? content.value : undefined };
  });

/** Every field of a value, with what it holds. */
function fieldsOf(value: unknown, path: Path = []): readonly { readonly path: Path; readonly value: unknown }[] {
  const own = path.length === 0 ? [] : [{ path, value }];
  if (Array.isArray(value)) {
    return [...own, ...value.flatMap((item, index) => fieldsOf(item, [...path, index]))];
  }
  return typeof value === "object" && value !== null
    ? [...own, ...Object.entries(value).flatMap(([key, part]) => fieldsOf(part, [...path, key]))]
    : own;
}

/** The value with another one in a field, or with the field under another name. */
function changed(value: unknown, [step, ...rest]: Path, change: (part: unknown) => unknown, name?: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === step ? (rest.length ? changed(item, rest, change, name) : change(item)) : item,
    );
  }
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, part]) => {
      if (key !== step) {
        return [key, part];
      }
      return rest.length === 0 ? [name ?? key, change(part)] : [key, changed(part, rest, change, name)];
    }),
  );
}

/** What is said of a value, beyond what is said of the file as it is. */
function saidOf(value: unknown, before: readonly string[] = []): readonly { path: string; rule: string }[] {
  return judgeEnvironment("fault", value, [])
    .findings.map(({ path, rule }) => ({ path, rule }))
    .filter(({ path, rule }) => !before.includes(`${path}: ${rule}`));
}

describe.each(files)("in $name", ({ value }) => {
  const before = saidOf(value).map(({ path, rule }) => `${path}: ${rule}`);
  const fields = fieldsOf(value);

  it("a field of a wrong shape is said to be wrong, and nothing else is", () => {
    const wrong = fields.map(({ path, value: right }) => {
      const said = saidOf(
        changed(value, path, () => (typeof right === "boolean" ? "seven" : true)),
        before,
      );
      const field = showPath(path);
      return {
        field,
        isSaid: said.some((finding) => finding.path === field),
        besides: said.filter((finding) => !isWithin(finding.path, field)),
      };
    });
    expect(wrong.filter(({ isSaid, besides }) => !isSaid || besides.length > 0)).toEqual([]);
  });

  it("a field of a misspelt name is said to be unknown, and nothing else is", () => {
    const wrong = fields
      .filter(({ path }) => typeof path.at(-1) === "string")
      .map(({ path }) => {
        const name = `${path.at(-1)}s`;
        const misspelt = changed(value, path, (part) => part, name);
        const field = showPath([...path.slice(0, -1), name]);
        const isUnknown = readShape(misspelt).findings.some(({ path: found }) => found === field);
        return {
          field,
          besides: isUnknown ? saidOf(misspelt, before).filter(({ path: found }) => found !== field) : [],
        };
      });
    expect(wrong.filter(({ besides }) => besides.length > 0)).toEqual([]);
  });
});

describe("a file with several faults", () => {
  const problems = (change: Readonly<Record<string, unknown>>) =>
    judgeEnvironment("faults", { ...goodEnvironment, ...change }, [])
      .findings.filter(({ warning }) => !warning)
      .map(({ path }) => path);

  it("has those of one part and those of another said at once", () => {
    expect(problems({ budget: { monthly: 0, notify: ["nobody"] } })).toEqual(["budget.monthly", "budget.notify[0]"]);
  });

  it("has faults said beside a missing field, and in the parts around it", () => {
    const { engine: _, ...media } = goodEnvironment.aws.media;
    const aws = { ...goodEnvironment.aws, account: "12", turn: { nodes: 2, placement: "cluster" }, media };
    expect(problems({ aws })).toEqual(["aws.media.engine", "aws.account", "aws.turn.placement", "aws.turn.placement"]);
  });

  it("has no field said to be missing whose name is written out", () => {
    const aws = { ...goodEnvironment.aws, turn: { nodes: { minimum: 1, maximum: 2 } } };
    expect(problems({ aws })).toEqual(["aws.turn.nodes.minimum", "aws.turn.nodes.maximum"]);
  });

  it("has no field said to be missing where several names of one object are misspelt", () => {
    const { domain, costCenter, ...others } = goodEnvironment;
    const said = judgeEnvironment("faults", { ...others, domains: domain, costCentre: costCenter }, []).findings;
    expect(said.map(({ path }) => path)).toEqual(["domains", "costCentre"]);
  });

  it("has no part said to be missing that is there and wrong", () => {
    const azure = { topology: "serverless", tier: "standard", regions: ["westeurope"], turn: "aws" };
    expect(problems({ aws: { ...goodEnvironment.aws, media: 7 }, azure })).toEqual(["aws.media"]);
    expect(problems({ aws: undefined, azure: { ...azure, turn: { kind: "kubernetes", nodes: 3 } } })).toEqual([
      "azure.turn.kind",
    ]);
  });
});
