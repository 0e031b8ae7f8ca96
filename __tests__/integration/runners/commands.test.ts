import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, type Ended, project } from "./command";

const name = "planted-failure";
const directory = mkdtempSync(join(tmpdir(), "commands-"));

beforeAll(() => {
  const environment = {
    domain: "planted.example.com",
    costCenter: "Tests",
    aws: {
      topology: "turn-janus",
      regions: { "eu-west-1": { zones: 1 } },
      turn: { nodes: 1 },
      media: { engine: "janus", nodes: 1 },
    },
  };
  writeFileSync(join(directory, `${name}.ts`), `export default ${JSON.stringify(environment)};\n`);
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
  rmSync(join(project, ".state/emulator", name), { recursive: true, force: true });
});

/** A program of this name that does what the script says. */
function program(file: string, script: string): string {
  const path = join(mkdtempSync(join(directory, "bin-")), file);
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

function deploy(terraform: string): Command {
  const environment = { WEBRTC_ENV_DIR: directory, TERRAFORM: terraform };
  return new Command(["npm", "run", "--silent", "deploy:emulator", "--", name], environment);
}

function expectFailure({ code, output, programs }: Ended, reason: string | RegExp): void {
  expect({ output, programs }).toEqual({ output: expect.stringMatching(reason), programs: [] });
  expect(code).not.toBe(0);
}

describe("deploy:emulator", () => {
  it("ends with the remedy where Terraform is missing", async () => {
    expectFailure(await deploy("no-such-terraform").ended(), /^no-such-terraform is not installed → install Terraform/);
  });

  it("ends with Terraform's reason and without its emulator when a stack cannot be applied", async () => {
    const fails = program("terraform", '[ "$1" = version ] || { echo "Error: the disk is full"; exit 1; }');
    expectFailure(await deploy(fails).ended(), /: init failed \(exit 1\)\nError: the disk is full/);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends all of it when it is told to end by %s while Terraform runs",
    async (signal) => {
      // A provider goes on without Terraform, as sleep does without the shell.
      const waits = program("terraform", '[ "$1" = version ] || { sleep 600 & wait; }');
      const run = deploy(waits);
      await run.starts("sleep 600");
      run.tell(signal);
      expectFailure(await run.ended(), `Ended by ${signal}. ${name} does not stand.`);
    },
  );
});

describe("dev:web", () => {
  const developing = (turnserver: string): Command =>
    new Command(["npm", "run", "--silent", "dev:web"], { PATH: `${join(turnserver, "..")}:${process.env["PATH"]}` });

  it("ends with the log of a relay that does not start", async () => {
    const fails = program(
      "turnserver",
      '[ "$1" = --version ] && exec echo 4.6.1; echo "no address to bind to"; exit 1',
    );
    expectFailure(await developing(fails).ended(), /^coturn did not start:\nno address to bind to/);
  });

  it("ends all of it when it is told to end before everything is up", async () => {
    const waits = program("turnserver", '[ "$1" = --version ] && exec echo 4.6.1; exec sleep 600');
    const run = developing(waits);
    await run.starts("sleep 600");
    run.tell("SIGTERM");
    expectFailure(await run.ended(), "Ended by SIGTERM. Nothing runs.");
  });
});
