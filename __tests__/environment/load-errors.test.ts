import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadTopologies, type Problem } from "../../modules/environment";

const project = resolve(__dirname, "../..");

let directory = "";

beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "load-errors-")));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function problemsOf(files: Readonly<Record<string, string | Buffer>>): readonly Problem[] {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), content);
  }
  const loaded = loadTopologies({ directory });
  return loaded.ok ? [] : loaded.problems;
}

const file = (...lines: readonly string[]) => lines.join("\n");

/** Files with a mistake each. The command compiles them as a team's are; the tests themselves are compiled by another program. */
const mistakes = {
  "comma.ts": file("export default {", '  domain: "a.example.com"', '  costCenter: "WebRTC",', "};"),
  "common.cjs": file("// An environment", "module.exports = { a: 1,, };"),
  "throws.ts": file(
    'import type { Environment } from "webrtc-stacks";',
    "",
    "interface Secret {",
    "  readonly name: string;",
    "}",
    "",
    "function read(secret: Secret): string {",
    "  throw new TypeError(`no ${secret.name}`);",
    "}",
    "",
    'export default { domain: read({ name: "domain" }) };',
  ),
  "imports.ts": 'import { name } from "./shared/names";\nexport default { domain: name };',
  "missing.ts": file("", 'import { name } from "./none";', "export default { domain: name };"),
  "awaits.ts": file("", "const domain = await Promise.resolve(1);", "export default { domain };"),
};

function problemsOfCommand(): Promise<readonly Problem[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mistakes-")));
  mkdirSync(join(folder, "shared"));
  writeFileSync(join(folder, "shared/names.ts"), file("export const name = 1;", "export const = 2;"));
  for (const [name, text] of Object.entries(mistakes)) {
    writeFileSync(join(folder, name), text);
  }
  return new Promise((done) => {
    execFile(
      process.execPath,
      ["--require", join(project, "cli/typescript.cjs"), join(project, "cli/explain.ts"), "--json"],
      { env: { PATH: process.env["PATH"], WEBRTC_ENV_DIR: folder } },
      (_, __, stderr) => {
        rmSync(folder, { recursive: true, force: true });
        done(JSON.parse(stderr).problems);
      },
    );
  });
}

const found = problemsOfCommand();

it.each<readonly [string, keyof typeof mistakes, Partial<Problem>]>([
  [
    "of the compiler, with its own sentence, for a comma that is missing",
    "comma.ts",
    {
      position: { line: 3, column: 3, text: 'costCenter: "WebRTC",' },
      rule: 'Expected "}" but found "costCenter".',
      remedy: expect.stringContaining("a comma"),
    },
  ],
  [
    "of the compiler for CommonJS, too",
    "common.cjs",
    {
      position: { line: 2, column: expect.any(Number), text: "module.exports = { a: 1,, };" },
      rule: expect.stringMatching(/^(Expected|Unexpected)/),
    },
  ],
  [
    "of the TypeScript, not of what it was compiled to, for what a file throws",
    "throws.ts",
    {
      position: { line: 8, column: 9, text: "throw new TypeError(`no ${secret.name}`);" },
      rule: "The file throws: TypeError: no domain",
    },
  ],
  [
    "in the file that holds the mistake, where that is imported",
    "imports.ts",
    { position: { line: 2, column: 14, text: "export const = 2;", file: expect.stringMatching(/shared\/names\.ts$/) } },
  ],
  [
    "of the import of a module that is not there",
    "missing.ts",
    {
      position: { line: 2, column: expect.any(Number), text: 'import { name } from "./none";' },
      rule: 'There is no module "./none".',
    },
  ],
  [
    "of the await that a file may not have",
    "awaits.ts",
    {
      position: { line: 2, column: 16, text: "const domain = await Promise.resolve(1);" },
      rule: expect.stringContaining("Top-level await"),
      remedy: expect.stringContaining("value itself"),
    },
  ],
])("names the place %s", async (_, name, problem) => {
  expect((await found).filter((each) => each.file.endsWith(`/${name}`))).toMatchObject([problem]);
});

it.each([
  ["UTF-16", Buffer.from("\ufeffexport default {};", "utf16le"), "The file is in UTF-16."],
  ["Latin-1", Buffer.from('export default "für";', "latin1"), "The file is not in UTF-8."],
])("says that a file is in %s", (_, content, rule) => {
  expect(problemsOf({ "a.ts": content })).toMatchObject([{ rule, remedy: "save it in UTF-8" }]);
});

it.each([
  ["ends the process", "process.exit(0);", "The file ends the command with process.exit."],
  ["leaves a timer", "setTimeout(() => {}, 20); export default {};", "The file leaves something running (Timeout)"],
  ["throws what cannot be shown", "throw { toString() { throw 1; } };", "something that cannot be shown"],
  ["throws nothing", "throw undefined;", "The file throws: undefined"],
])("refuses a file that %s, and goes on with the others", (_, text, rule) => {
  const rules = problemsOf({ "a.cjs": text, "b.ts": "export {};" }).map((problem) => problem.rule);
  expect(rules).toEqual([expect.stringContaining(rule), "The file has no default export."]);
});

it("says of a helper beside the environments where it belongs", () => {
  expect(problemsOf({ "common.ts": "export const costCenter = 1;" })).toMatchObject([
    { remedy: expect.stringContaining("a file that others import goes into a folder below, such as shared/") },
  ]);
});

it("does not wait for a pipe, and follows no link into nothing", () => {
  execFileSync("mkfifo", [join(directory, "a.ts")]);
  symlinkSync("/none", join(directory, "b.ts"));
  expect(problemsOf({}).map(({ rule }) => rule)).toEqual([
    "This is not a file.",
    expect.stringContaining("The file cannot be read: ENOENT"),
  ]);
});

it.each([
  ["prod.mts", "export default {};", "rename it to prod.ts"],
  ["prod.json", '{ "domain": "a.example.com", "costCenter": "x" }', "with export default before the value"],
])("does not pass over %s in silence", (name, text, remedy) => {
  const good =
    'export default { domain: "a.example.com", costCenter: "x", aws: { topology: "turn-janus", regions: { "eu-west-1": { zones: 2 } }, turn: { nodes: 1 }, media: { engine: "janus", nodes: 1 } } };';
  expect(problemsOf({ "a.ts": good, [name]: text, "package.json": "{}", "tsconfig.json": "{}" })).toMatchObject([
    { file: expect.stringContaining(name), remedy: expect.stringContaining(remedy) },
  ]);
});

it("says that the directory is a file", () => {
  writeFileSync(join(directory, "dev.ts"), "");
  const loaded = loadTopologies({ directory: join(directory, "dev.ts") });
  expect(loaded).toMatchObject({
    problems: [{ rule: "This is a file, not a directory.", remedy: expect.stringContaining("WEBRTC_ENV=dev") }],
  });
});
