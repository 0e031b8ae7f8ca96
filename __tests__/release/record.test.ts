import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const project = resolve(__dirname, "../..");

it.each([
  ["no version", [], "Usage: npm run release:record -- VERSION"],
  ["a version that package.json does not have", ["99.0.0"], "raise it to 99.0.0 first"],
  ["a version that is recorded", ["0.1.0"], "a release does not change"],
])("refuses %s", (_, words, message) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--require", join(project, "cli/typescript.cjs"), join(project, "cli/release-record.ts"), ...words],
    { encoding: "utf8", env: { PATH: process.env["PATH"] } },
  );
  expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
});
