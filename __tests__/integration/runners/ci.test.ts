import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "./command";

/** A run of suites as `.ci/run` does it. */
function ci(...lines: readonly string[]): Command {
  const logs = mkdtempSync(join(tmpdir(), "ci-"));
  return new Command(["bash", "-uo", "pipefail", "-c", [`logs=${logs}`, ". .ci/suites.sh", ...lines].join("\n")]);
}

function suite(planted: string): string {
  return `begin ${planted} npm run --silent test:tools -- --testMatch '**/runners/planted/${planted}.ts'`;
}

it.each([
  ["whose set-up fails", "set-up-fails"],
  ["that crashes before it has counted", "crashes"],
])("counts a suite as failed %s", async (_, planted) => {
  const { code, output, programs } = await ci(suite(planted), `finish ${planted}`, "report").ended();
  expect(output).toMatch(/\n0 passed, 1 failed\n$/);
  expect({ code, programs }).toEqual({ code: 1, programs: [] });
});

it("counts each file that does not load, beside the tests that pass", async () => {
  const totals = "Test Suites: 2 failed, 1 passed, 3 total\\nTests:       5 passed, 5 total\\n";
  const { output } = await ci(`begin unit sh -c 'printf "${totals}"; exit 1'`, "finish unit", "report").ended();
  expect(output).toMatch(/\n5 passed, 2 failed\n$/);
});

it("counts a suite as failed whose log cannot be read", async () => {
  const { code, output } = await ci('begin unit rm "$logs/unit.log"', "finish unit", "report").ended();
  expect(output).toMatch(/\n0 passed, 1 failed\n$/);
  expect(code).toBe(1);
});

it("ends at a suite's limit", async () => {
  const { code, output, programs } = await ci("longest=4", suite("waits"), "finish waits", "report").ended();
  expect(output).toMatch(/\n0 passed, 1 failed\n$/);
  expect({ code, programs }).toEqual({ code: 1, programs: [] });
});

it("ends its suites when it is told to end, and has failed", async () => {
  const run = ci(suite("waits"), "finish waits", "report");
  await run.startedProgram();
  run.tell("SIGTERM");
  const { code, output, programs } = await run.ended();
  expect(output).toMatch(/^FAILED {3}interrupted: waits$/m);
  expect(output).toMatch(/\n0 passed, 1 failed\n$/);
  expect({ code, programs }).toEqual({ code: 1, programs: [] });
});
