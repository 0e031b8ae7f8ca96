import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { judgeEnvironment } from "../../modules/environment/judge";

type Path = readonly (string | number)[];

const fixtures = resolve(__dirname, "../fixtures");

/** Every environment of the tests, copies of the examples among them. */
const environments: readonly { readonly name: string; readonly spec: unknown }[] = readdirSync(fixtures)
  .filter((directory) => directory.endsWith("environments"))
  .flatMap((directory) => readdirSync(join(fixtures, directory)).map((file) => join(fixtures, directory, file)))
  .map((path) => ({ name: "any", spec: require(path).default }));
const leaves = environments.flatMap((environment) =>
  textsOf(environment.spec, []).map((path) => ({ ...environment, path })),
);

function textsOf(value: unknown, path: Path): readonly Path[] {
  if (typeof value === "string") {
    return [path];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, part]) => textsOf(part, [...path, Array.isArray(value) ? Number(key) : key]))
    : [];
}

/** A copy with other text in a place. */
function withText(value: unknown, [step, ...rest]: Path, text: string): unknown {
  if (step === undefined) {
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((part, index) => (index === step ? withText(part, rest, text) : part));
  }
  const record: Record<string, unknown> = { ...Object(value) };
  return { ...record, [step]: withText(record[step], rest, text) };
}

/** Places, without the indices of lists, at which a text is taken. */
function takenAt(text: string): readonly string[] {
  const taken = leaves.filter(
    ({ name, spec, path }) =>
      !judgeEnvironment(name, withText(spec, path, text), []).findings.some(({ warning }) => !warning),
  );
  return [...new Set(taken.map(({ path }) => path.filter((step) => typeof step === "string").join(".")))].sort();
}

it("is asked of more than a hundred texts, in environments that are right", () => {
  expect(leaves.length).toBeGreaterThan(100);
  expect(
    environments.flatMap(({ name, spec }) =>
      judgeEnvironment(name, spec, []).findings.filter(({ warning }) => !warning),
    ),
  ).toEqual([]);
});

it.each([
  ["an expression", '${file("/etc/hostname")}'],
  ["a variable", "a${CI_PROJECT}"],
  ["a directive", "%{ if true }"],
  ["a token of cdktf", "#{TfToken[TOKEN.1]}"],
  ["a sign of the boot service", "@@live_turn@@"],
  ["a NUL", "a\0b"],
  ["a line break", "a\nb"],
  ["half a character", "a\ud800"],
  ["a change of direction", "a\u202eb"],
  ["100,000 characters", "a".repeat(100_000)],
])("is refused everywhere: %s", (_, text) => {
  expect(takenAt(text)).toEqual([]);
});

/** Fields in which any word is a name that somebody may have chosen. */
const names = [
  "aws.credentials.audiences",
  "aws.turn.schedules.name",
  "azure.statistics.administrators.name",
  "azure.turn.app",
  "azure.turn.tls.certificate",
  "costCenter",
  "deploy.audience",
  "deploy.environment",
  "deploy.subjects",
  "goLive.recordings.store.bucket",
  "goLive.recordings.store.endpoint",
  "aws.live.turn.app",
  "goLive.turn.app",
  "state.bucket",
  "state.container",
  "state.resourceGroup",
  "state.storageAccount",
  "tags.Team",
];

it.each(["toString", "constructor", "__proto__"])(
  "takes %s for no SKU, size, region, service or other thing of a list",
  (word) => {
    expect(takenAt(word).filter((place) => !names.includes(place))).toEqual([]);
  },
);
