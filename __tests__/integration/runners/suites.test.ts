import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, type Ended, project } from "./command";

const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(project, "package.json"), "utf8"),
);

/** Every suite of jest that starts programs. */
const suites = readdirSync(project)
  .flatMap((file) => /^jest\.(.+)\.config\.cjs$/.exec(file)?.[1] ?? [])
  .sort();

it("has one command for each suite, and all of them the same runner", () => {
  expect(suites.length).toBeGreaterThan(7);
  expect(suites.filter((name) => !scripts[`test:${name}`]?.endsWith(`/run-suite.ts ${name}`))).toEqual([]);
});

/** It failed for a reason that it says, and nothing of it is left. */
function expectFailure({ code, output, programs }: Ended, reason: string | RegExp): void {
  expect({ output, programs }).toEqual({ output: expect.stringMatching(reason), programs: [] });
  expect(code).not.toBe(0);
}

describe("a suite whose set-up fails", () => {
  const ended = new Map<string, Ended>();

  beforeAll(async () => {
    const waiting = [...suites];
    const work = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        ended.set(name, await Command.suite(name, "set-up-fails").ended());
      }
    };
    await Promise.all([work(), work(), work()]);
  });

  it.each(suites)("ends %s with its reason, and leaves no program", (name) => {
    const run = ended.get(name);
    expect(run?.output).toMatch(/left programs behind, which are ended now:(\n +\d+ sleep 600){2}/);
    expectFailure(run ?? { code: 0, output: "", programs: [] }, "the port of the last program is taken");
  });
});

it("ends before the first test where a tool is missing, with the remedy", async () => {
  const run = Command.suite("emulator", "passes", { TERRAFORM: "no-such-terraform" });
  expectFailure(await run.ended(), /^no-such-terraform is not installed → install Terraform/m);
});

it("ends a suite at the run's limit where no limit of a test reaches", async () => {
  const run = Command.suite("tools", "blocks", { SUITE_DEADLINE_SECONDS: "5" });
  expectFailure(await run.ended(), "test:tools failed: it still ran after 5 s: a test or its set-up hangs.");
});

it("says which signal ended jest before it counted anything", async () => {
  expectFailure(await Command.suite("tools", "crashes").ended(), "test:tools failed: jest was ended by SIGKILL.");
});

it.each(["SIGINT", "SIGTERM"] as const)("ends a suite that is told to end by %s", async (signal) => {
  const run = Command.suite("signaling", "waits");
  await run.startedProgram();
  run.tell(signal);
  expectFailure(await run.ended(), `test:signaling failed: ${signal} told it to end.`);
});

it("ends what a green suite forgot, and says so", async () => {
  const { code, output, programs } = await Command.suite("tools", "passes").ended();
  expect({ code, programs }).toEqual({ code: 0, programs: [] });
  expect(output).toMatch(/test:tools left programs behind, which are ended now:\n +\d+ sleep 600\n/);
});
