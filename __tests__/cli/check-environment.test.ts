import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");
const directory = mkdtempSync(join(tmpdir(), "check-environment-"));

/** A team's own environment: protected, in an account of its own, with a part on Azure and a helper in a folder below. */
const own = `import type { Environment } from "webrtc-stacks";
import { costCenter } from "./shared/names";

export default {
  domain: "chat.example.org",
  costCenter,
  protect: true,
  state: { kind: "s3", bucket: "chat-example-state", region: "eu-central-1" },
  aws: {
    topology: "turn-janus",
    account: "987654321098",
    regions: { "eu-central-1": { zones: 3 } },
    turn: { nodes: 3 },
    media: { engine: "janus", nodes: 1 },
  },
  azure: { topology: "serverless", tier: "standard", regions: ["germanywestcentral"], turn: "metered", statistics: "off" },
} satisfies Environment;
`;

mkdirSync(join(directory, "shared"));
writeFileSync(join(directory, "shared/names.ts"), 'export const costCenter = "Chat";\n');
writeFileSync(join(directory, "chat.ts"), own);
writeFileSync(join(directory, "wrong.ts"), own.replace("zones: 3", 'zones: "3"'));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

function check(environment: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--require", join(project, "cli/typescript.cjs"), join(project, "cli/check-environment.ts")],
    {
      cwd: directory,
      env: { PATH: process.env["PATH"], WEBRTC_ENV: environment, WEBRTC_ENV_DIR: "." },
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
}

it("finds nothing wrong with an environment that a team keeps elsewhere, and leaves nothing behind", () => {
  expect(check("chat")).toEqual({ status: 0, stdout: "chat: nothing is wrong; 7 stacks\n", stderr: "" });
});

it("says what the compiler and the rules find, with the line, and fails", () => {
  const { status, stdout, stderr } = check("wrong");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(
    /wrong\.ts: 2 problems\n\n {2}line 12, column \d+\n {4}regions: \{ "eu-central-1": \{ zones: "3" \} \},\n {4}Type 'string'/,
  );
  expect(stderr).toContain('aws.regions["eu-central-1"].zones = "3"\n');
});

it("gives its type to the editor of a team that has installed the package, without a type of Node's", () => {
  const installed = join(directory, "node_modules");
  mkdirSync(installed);
  symlinkSync(project, join(installed, "webrtc-stacks"));
  const compiled = spawnSync(
    process.execPath,
    [
      join(project, "node_modules/typescript/bin/tsc"),
      ...["--noEmit", "--strict", "--pretty", "false", "--types", ""],
      ...["--module", "nodenext", "--target", "es2022", "chat.ts", "wrong.ts"],
    ],
    { cwd: directory, encoding: "utf8" },
  );
  expect(compiled.stdout.replace(/:.*$/gm, "").trim().split("\n")).toEqual([
    expect.stringMatching(/^wrong\.ts\(12,\d+\)/),
  ]);
});
