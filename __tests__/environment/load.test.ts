import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LoadedTopologies, loadTopologies } from "../../modules/environment";

const good = (domain: string) =>
  `{ domain: "${domain}", costCenter: "WebRTC", aws: { topology: "turn-janus", regions: { "eu-west-1": { zones: 2 } }, turn: { nodes: 1 }, media: { engine: "janus", nodes: 1 } } }`;

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "environments-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function load(
  files: Readonly<Record<string, string>>,
  selected: { environments?: string; clouds?: string } = {},
): LoadedTopologies {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text);
  }
  return loadTopologies({ directory, ...selected });
}

function rulesOf(loaded: LoadedTopologies): readonly string[] {
  return loaded.ok ? [] : loaded.problems.map(({ rule, remedy }) => `${rule} → ${remedy ?? ""}`);
}

function namesOf(loaded: LoadedTopologies): readonly string[] {
  return loaded.ok ? loaded.topologies.map(({ environment }) => environment) : [];
}

it("names an environment after its file", () => {
  expect(namesOf(load({ "blue.ts": `export default ${good("a.example.com")};` }))).toEqual(["blue"]);
});

it("reads CommonJS too", () => {
  expect(namesOf(load({ "blue.cjs": `module.exports = ${good("a.example.com")};` }))).toEqual(["blue"]);
});

it("leaves type declarations and other files alone", () => {
  const files = { "a.ts": `export default ${good("a.example.com")};`, "a.d.ts": "export {};", "README.md": "" };
  expect(namesOf(load(files))).toEqual(["a"]);
});

it("takes a field that is undefined for one that is left out", () => {
  const text = `export default { ...${good("a.example.com")}, budget: undefined, protect: undefined };`;
  expect(rulesOf(load({ "a.ts": text }))).toEqual([]);
});

it("says that a file exports nothing", () => {
  expect(rulesOf(load({ "a.ts": "export {};" }))[0]).toContain("no default export. → end it with: export default");
});

it("says that a file exports something else than an environment", () => {
  expect(rulesOf(load({ "a.ts": 'export default "dev";' }))[0]).toContain("An environment: an object.");
});

it("refuses two files of one name", () => {
  const text = `exports.default = ${good("a.example.com")};`;
  expect(rulesOf(load({ "dev.js": text, "dev.ts": text }))[0]).toContain(
    'Two files make the environment "dev": dev.js and dev.ts. → keep one of them',
  );
});

it.each([
  ["Dev.ts", "such as dev.ts"],
  ["my_env.ts", "such as my-env.ts"],
  ["9lives.ts", "such as lives.ts"],
  [`${"a".repeat(21)}.ts`, `such as ${"a".repeat(20)}.ts`],
  ["a--b.ts", "such as a-b.ts"],
])("refuses the file name %s, which resources could not bear", (name, remedy) => {
  expect(rulesOf(load({ [name]: `export default ${good("a.example.com")};` }))[0]).toContain(remedy);
});

it("says that a directory is empty", () => {
  expect(rulesOf(load({}))[0]).toContain("holds no environment. → set WEBRTC_ENV_DIR");
});

it("says that a directory is not there", () => {
  expect(rulesOf(loadTopologies({ directory: join(directory, "none") }))[0]).toContain("no such directory");
});

it("does not take a directory for an environment", () => {
  mkdirSync(join(directory, "old.ts"));
  expect(namesOf(load({ "a.ts": `export default ${good("a.example.com")};` }))).toEqual(["a"]);
});

it("reports the problems of all files at once", () => {
  const loaded = load({ "a.ts": "export default 1;", "b.ts": "export default {};" });
  expect(loaded.ok ? [] : [...new Set(loaded.problems.map(({ file }) => file.slice(-4)))]).toEqual(["a.ts", "b.ts"]);
});

describe("the selection", () => {
  const files = {
    "dev.ts": `export default ${good("dev.example.com")};`,
    "prod.ts": `export default ${good("prod.example.com")};`,
  };

  it("takes all where nothing is selected", () => {
    expect(namesOf(load(files, { environments: "" }))).toEqual(["dev", "prod"]);
  });

  it("takes names by comma", () => {
    expect(namesOf(load(files, { environments: "prod, dev" }))).toEqual(["dev", "prod"]);
  });

  it("does not read what is not selected", () => {
    expect(namesOf(load({ ...files, "broken.cjs": "throw 1" }, { environments: "prod" }))).toEqual(["prod"]);
  });

  it("says which environments exist", () => {
    expect(rulesOf(load(files, { environments: "staging" }))).toEqual([
      "There is no such environment. There are: dev, prod. → name one of dev, prod, some by comma, or leave WEBRTC_ENV out for all",
    ]);
  });

  it("says which clouds exist", () => {
    expect(rulesOf(load(files, { clouds: "asw" }))[0]).toContain('no such cloud. Did you mean "aws"?');
  });

  it("gives no advice on a cloud that is left out", () => {
    const azure = '{ topology: "serverless", tier: "free", regions: ["westeurope"], turn: "aws" }';
    const both = { "a.ts": `export default { ...${good("a.example.com")}, azure: ${azure} };` };
    const advised = (clouds: string) => load(both, { clouds }).warnings.map(({ path }) => path);
    expect(advised("aws,azure")).toContain("azure.turn");
    expect(advised("aws").filter((path) => path.startsWith("azure"))).toEqual([]);
  });
});

describe("two environments", () => {
  it("may not have the same domain", () => {
    const text = `export default ${good("example.com")};`;
    expect(rulesOf(load({ "a.ts": text, "b.ts": text }))[0]).toContain("a has the same domain");
  });

  it("may not make the same bucket", () => {
    const withState = (domain: string) =>
      `export default { ...${good(domain)}, state: { kind: "s3", bucket: "our-state", region: "eu-west-1" } };`;
    const files = { "a.ts": withState("a.example.com"), "b.ts": withState("b.example.com") };
    expect(rulesOf(load(files))[0]).toContain("The bootstrap layer of a makes the same bucket");
  });
});
