import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { withField } from "../../cli/release/edit-spec";
import { type ReleasedEnvironment, readNewestRelease } from "../../cli/release/release-file";
import { isStateful } from "../../cli/release/stateful-types";
import { synthesizeSpec } from "../../cli/release/synthesize-spec";
import { readUnreleased, type SpecEdit, type StateRemoval } from "../../cli/release/unreleased";
import { environmentDirectories, synthesize, topologiesOf } from "../helpers/synth-environments";

const project = resolve(__dirname, "../..");
const changelog = readFileSync(join(project, "CHANGELOG.md"), "utf8");
const release = readNewestRelease(join(project, "releases"));
const { edits, removals } = readUnreleased(changelog);
const released = Object.entries(release.environments).map(([file, environment]) => ({
  name: basename(file),
  ...environment,
}));

function editsOf(name: string): readonly SpecEdit[] {
  return edits.filter(({ environments }) => environments.includes(name));
}

function edited(spec: ReleasedEnvironment["spec"], changes: readonly SpecEdit[]): ReleasedEnvironment["spec"] {
  return changes.reduce((value, { field, value: now }) => withField(value, field, now), spec);
}

/** What a team that follows the changelog gets today; where that is refused, why. */
const today = new Map(released.map(({ name, spec }) => [name, outcomeOf(name, edited(spec, editsOf(name)))]));

function outcomeOf(name: string, spec: ReleasedEnvironment["spec"]): ReleasedEnvironment["stacks"] | string {
  try {
    return synthesizeSpec(name, spec);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Stateful addresses of the release that are not there any more, as `stack: address`. */
const gone = released.flatMap(({ name, stacks }) => {
  const now = today.get(name);
  return typeof now !== "object"
    ? []
    : Object.entries(stacks).flatMap(([stack, { addresses }]) =>
        addresses
          .filter((address) => isStateful(address) && !now[stack]?.addresses.includes(address))
          .map((address) => ({ stack, address })),
      );
});

function allows({ stack, addresses }: StateRemoval, missing: { stack: string; address: string }): boolean {
  const pattern = stack.replace(/[.]/g, "\\.").replaceAll("*", ".*");
  return addresses.includes(missing.address) && new RegExp(`^${pattern}$`).test(missing.stack);
}

describe(`an update from ${release.version}`, () => {
  it("is promised for environments of every topology", () => {
    const topologies = released.flatMap(({ stacks }) => Object.keys(stacks));
    expect(topologies.length).toBeGreaterThan(40);
    expect(
      released.flatMap(({ stacks }) => Object.values(stacks).flatMap(({ addresses }) => addresses.filter(isStateful)))
        .length,
    ).toBeGreaterThan(400);
  });

  it('accepts every environment of the release, changed as the changelog\'s table "Environment files" says', () => {
    expect([...today.values()].filter((outcome) => typeof outcome === "string")).toEqual([]);
  });

  it('keeps every stateful resource at its address, but for those under "Removed from the state" in the changelog', () => {
    expect(
      gone
        .filter((missing) => !removals.some((removal) => allows(removal, missing)))
        .map(({ stack, address }) => `${stack}: ${address}`),
    ).toEqual([]);
  });

  it("asks for no change of a file that would be accepted without it", () => {
    expect(
      edits.flatMap((edit) =>
        edit.environments.filter((name) => {
          const environment = released.find((one) => one.name === name);
          const others = editsOf(name).filter((other) => other !== edit);
          return !environment || typeof outcomeOf(name, edited(environment.spec, others)) === "object";
        }),
      ),
    ).toEqual([]);
  });

  it("announces no removal of what is still there", () => {
    expect(
      removals.flatMap((removal) =>
        removal.addresses.filter((address) => !gone.some((one) => one.address === address && allows(removal, one))),
      ),
    ).toEqual([]);
  });

  it("is described in the changelog, next to what has changed since", () => {
    expect(changelog).toContain("\n## [Unreleased]\n");
    expect(changelog).toContain(`\n## [${release.version}]`);
  });
});

it("counts every type as stateful that a protected environment guards against destruction", () => {
  const guarded = synthesize(
    [...environmentDirectories, join(project, "__tests__/fixtures/azure-environments")].flatMap(topologiesOf),
  ).flatMap(({ resources }) =>
    resources.filter(({ arguments: body }) => Object(body["lifecycle"])["prevent_destroy"] === true),
  );
  expect(guarded.length).toBeGreaterThan(100);
  expect(new Set(guarded.filter(({ type }) => !isStateful(`${type}.`)).map(({ type }) => type))).toEqual(new Set());
});
