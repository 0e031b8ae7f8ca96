import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");

/** What a program did, in a directory of its own. */
interface Outcome {
  readonly directory: string;
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program of the project as a team with environments of its own would, in a directory outside. */
function start(program: string, files: Readonly<Record<string, string>>, ...words: readonly string[]) {
  return startWith({}, program, files, ...words);
}

function startWith(
  variables: Readonly<Record<string, string>>,
  program: string,
  files: Readonly<Record<string, string>>,
  ...words: readonly string[]
) {
  const directory = mkdtempSync(join(tmpdir(), "commands-"));
  mkdirSync(join(directory, "envs"));
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(directory, path), text);
  }
  return new Promise<Outcome>((resolve) => {
    const child = execFile(
      process.execPath,
      ["--require", join(project, "cli/typescript.cjs"), join(project, program), ...words],
      { cwd: directory, env: { PATH: process.env["PATH"], WEBRTC_ENV_DIR: "envs", ...variables } },
      (_, stdout, stderr) => resolve({ directory, status: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

const good = `import type { Environment } from "webrtc-stacks";
export default {
  domain: "team.example.com",
  costCenter: "WebRTC",
  aws: {
    topology: "turn-janus",
    regions: { "eu-west-1": { zones: 1 } },
    turn: { nodes: 1 },
    media: { engine: "janus", nodes: 1 },
  },
} satisfies Environment;
`;

const bad = start("main.ts", {
  "envs/a.ts": good
    .replace("zones: 1", 'zones: 3, cidr: "10.20.0.0/24"')
    .replace("turn: {", "turm: {}, turn: {")
    .replace('"janus",', '"janus", placement: "cluster",'),
  "envs/b.ts": "export {};",
  // Right, with something to be warned of.
  "envs/c.ts": good.replace("team.example.com", "c.example.com").replace('"janus", nodes: 1', '"janus", nodes: 2'),
});
const programs = {
  bad,
  // The first of two on a new machine translates all sources; the other finds them translated.
  good: bad.then(() => start("main.ts", { "package.json": '{ "type": "module" }', "envs/team.ts": good })),
  json: start("cli/explain.ts", { "envs/a.ts": "export default 1;" }, "--json"),
  // A timer would keep the command alive for an hour; the promise is rejected after the file was read.
  left: bad.then(() => start("main.ts", { "envs/a.ts": `setTimeout(() => {}, 3_600_000);\n${good}` })),
  late: bad.then(() => start("main.ts", { "envs/a.ts": `void Promise.reject(new Error("too late"));\n${good}` })),
  unwritable: bad.then(() => startWith({ CDKTF_OUTDIR: "none/out" }, "main.ts", { "envs/team.ts": good })),
  explain: start("cli/explain.ts", { "envs/team.ts": good }, "team"),
};

afterAll(async () => {
  for (const { directory } of await Promise.all(Object.values(programs))) {
    rmSync(directory, { recursive: true, force: true });
  }
});

it("says everything that is wrong on standard error, exits with 1 and writes nothing", async () => {
  const { directory, status, stdout, stderr } = await programs.bad;
  expect({ status, stdout, written: readdirSync(directory) }).toEqual({ status: 1, stdout: "", written: ["envs"] });
  expect(stderr).toContain("envs/a.ts: 4 problems\n");
  expect(stderr).toContain('\n  aws.turm\n    Unknown field. Did you mean "turn"?\n');
  expect(stderr).toContain('\n  aws.regions["eu-west-1"].cidr = "10.20.0.0/24"\n');
  expect(stderr).toContain(
    '\n  aws.media.placement = "cluster"\n    A cluster placement group lives in one zone; eu-west-1 uses 3.\n',
  );
  expect(stderr).toContain('\n    → set aws.regions["eu-west-1"].zones to 1, or aws.media.placement to "spread"\n');
  expect(stderr).toContain("envs/b.ts: 1 problem\n");
  expect(stderr.endsWith("\n\nNothing was written.\n")).toBe(true);
});

it("puts no warning in front of what is wrong", async () => {
  expect((await programs.bad).stderr).not.toMatch(/warning|envs\/c\.ts/);
});

it("writes the stacks of a team that keeps its environments outside, as TypeScript in a package of ECMAScript modules", async () => {
  const { directory, status, stdout, stderr } = await programs.good;
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^team {3}aws {3}eu-west-1 {3}network +\d+ resources\nteam {3}aws {3}eu-west-1 {3}app +\d+\n/);
  expect(existsSync(join(directory, "cdktf.out/stacks/team-aws-eu-west-1-network/cdk.tf.json"))).toBe(true);
});

it("reports as JSON where that is asked for", async () => {
  const { status, stderr } = await programs.json;
  expect(status).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ problems: [{ file: "envs/a.ts", value: "1" }], warnings: [] });
});

it("explains where each value came from", async () => {
  const { status, stdout } = await programs.explain;
  expect(status).toBe(0);
  expect(stdout).toContain('domain = "team.example.com"\n    file\n');
  expect(stdout).toContain('aws.turn.instanceType = "t4g.small"\n    default: ');
  expect(stdout).toContain('aws.regions["eu-west-1"].cidr = "10.110.0.0/16"\n    derived: ');
});

it("ends although a file leaves a timer running, and says so", async () => {
  const { directory, status, stderr } = await programs.left;
  expect({ status, written: readdirSync(directory) }).toEqual({ status: 1, written: ["envs"] });
  expect(stderr).toContain("The file leaves something running (Timeout)");
});

it("writes nothing where a file leaves a promise that is rejected, and names its line", async () => {
  const { directory, status, stderr } = await programs.late;
  expect({ status, written: readdirSync(directory) }).toEqual({ status: 1, written: ["envs"] });
  expect(stderr).toMatch(/envs\/a\.ts: 1 problem\n\n {2}line 1, column \d+\n/);
  expect(stderr).toContain("The file throws: Error: too late\n");
});

it("says what it cannot write, without a trace of the program", async () => {
  const { status, stderr } = await programs.unwritable;
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^ENOENT: no such file or directory, mkdir '.*none\/out'\n→ correct that and run the command again/,
  );
  expect(stderr).not.toMatch(/^ +at /m);
});
