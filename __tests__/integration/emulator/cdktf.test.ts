import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Cloud } from "../../../cli/emulator/cloud";
import { Emulator } from "../../../cli/emulator/emulator";
import { lastLines, runProgram } from "../../../cli/emulator/run-program";
import { Workspace } from "../../../cli/emulator/workspace";

describe("dev through cdktf itself", () => {
  let emulator: Emulator | undefined;
  let workspace: Workspace | undefined;

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), "webrtc-cdktf-"));
    emulator = await Emulator.start(join(directory, "emulator.log"));
    workspace = new Workspace(directory, emulator.url, () => undefined);
  });
  afterAll(() => {
    emulator?.stop();
  });

  /** Runs a cdktf command and gives back what it printed. */
  async function cdktf(command: string, ...options: readonly string[]): Promise<string> {
    if (workspace === undefined) {
      throw new Error("the emulator did not start");
    }
    const { code, output } = await runProgram("npx", ["cdktf", command, "--output", workspace.output, ...options], {
      directory: resolve(__dirname, "../../.."),
      environment: {
        ...workspace.environment,
        WEBRTC_ENV: "dev",
        WEBRTC_CLOUD: "aws",
        TERRAFORM_BINARY_NAME: process.env["TERRAFORM"] ?? "terraform",
        // Else cdktf keeps providers in the user's home, where two commands of it that start at once get in each other's way.
        TF_PLUGIN_CACHE_DIR: join(workspace.directory, "plugin-cache"),
      },
      logFile: join(workspace.logs, `cdktf-${command}.log`),
      remedy: "npm ci",
    });
    if (code !== 0) {
      throw new Error(`cdktf ${command} ${options.join(" ")} failed (exit ${code})\n${lastLines(output, 60)}`);
    }
    return output;
  }

  it("deploys", async () => {
    await cdktf("deploy", "--skip-provider-lock", "--auto-approve", "dev-aws-*");
  });

  it("finds no difference after a deploy", async () => {
    for (const layer of ["network", "app"]) {
      const output = await cdktf("diff", "--skip-provider-lock", `dev-aws-eu-west-1-${layer}`);
      const actions = output.split("\n").filter((line) => /(will|must) be|No changes/.test(line));
      expect(actions).toEqual([expect.stringContaining("No changes")]);
    }
  });

  it("destroys, and leaves nothing behind", async () => {
    await cdktf("destroy", "--skip-provider-lock", "--auto-approve", "dev-aws-*");
    expect(await new Cloud(workspace?.environment ?? {}, ["eu-west-1"]).inventory()).toEqual([]);
  });
});
