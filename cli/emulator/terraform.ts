import { existsSync } from "node:fs";
import { join } from "node:path";
import { MissingToolError } from "./missing-tool";
import { lastLines, type Outcome, type ProgramEnvironment, runProgram } from "./run-program";

/** Most resources only wait for the emulator, so many more of them at once than Terraform's own 10. */
const eager = ["-auto-approve", "-lock-timeout=60s", "-parallelism=40"];

const lastPlan = "plan.bin";

const remedy = "install Terraform >= 1.11 (https://developer.hashicorp.com/terraform/install) or set TERRAFORM=tofu";

/** Fails with one line where Terraform is not installed. */
export async function requireTerraform(): Promise<void> {
  await runProgram(terraformCommand(), ["version"], { directory: __dirname, environment: {}, remedy });
}

/** Runs Terraform, or what `TERRAFORM` names (`tofu`), in one stack's directory. */
export class Terraform {
  constructor(
    readonly stack: string,
    private readonly directory: string,
    private readonly environment: ProgramEnvironment,
    private readonly logDirectory: string,
    private readonly say: (line: string) => void,
  ) {}

  async apply(...options: readonly string[]): Promise<void> {
    await this.mustSucceed("apply", ...eager, ...options);
  }

  async destroy(): Promise<void> {
    await this.mustSucceed("destroy", ...eager);
  }

  /** Lines of what a new plan would change; empty: nothing. The plan stays in the stack's directory. */
  async changes(): Promise<string> {
    const { code, output } = await this.run("plan", "-detailed-exitcode", `-out=${lastPlan}`);
    if (code === 0) {
      return "";
    }
    return output
      .split("\n")
      .filter((line) => /^ +[#~+-]|^Error|^│/.test(line))
      .join("\n");
  }

  /** Outcome of a plan, saved to `file` in the stack's directory. */
  async plan(file = lastPlan): Promise<Outcome> {
    return this.run("plan", `-out=${file}`);
  }

  /** The last plan as JSON text, with the state that it started from. */
  async lastPlan(): Promise<string> {
    return this.mustSucceed("show", "-json", lastPlan);
  }

  /** The state as it is stored. */
  async state(): Promise<string> {
    return this.mustSucceed("state", "pull");
  }

  /** Values of the stack's outputs. */
  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const parsed: Record<string, { readonly value: unknown }> = JSON.parse(await this.mustSucceed("output", "-json"));
    return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
  }

  private async mustSucceed(action: string, ...options: readonly string[]): Promise<string> {
    const { code, output } = await this.run(action, ...options);
    if (code !== 0) {
      throw new Error(`${this.stack}: ${action} failed (exit ${code})\n${lastLines(output)}`);
    }
    return output;
  }

  private async run(action: string, ...options: readonly string[]): Promise<Outcome> {
    await this.initialize();
    const started = performance.now();
    if (action === "apply" || action === "destroy") {
      this.say(`${this.stack.padEnd(30)} ${action.padEnd(8)} …`);
    }
    const outcome = await this.start(action, options);
    if (["plan", "apply", "destroy"].includes(action)) {
      const result = /^(?:Apply|Destroy) complete! .*|^No changes\b/m.exec(outcome.output)?.[0] ?? "";
      this.say(
        `${this.stack.padEnd(30)} ${action.padEnd(8)} ${((performance.now() - started) / 1000).toFixed(0)} s  ${result}`,
      );
    }
    return outcome;
  }

  private async initialize(): Promise<void> {
    if (existsSync(join(this.directory, ".terraform.lock.hcl"))) {
      return; // an earlier command did
    }
    const { code, output } = await this.start("init", []);
    if (code !== 0 && /Failed to (query available provider packages|install provider)/.test(output)) {
      throw new MissingToolError(
        "Terraform finds no AWS provider",
        "let it reach registry.terraform.io, or name a directory that mirrors it in TF_PLUGIN_MIRROR",
      );
    }
    if (code !== 0) {
      throw new Error(`${this.stack}: init failed (exit ${code})\n${lastLines(output)}`);
    }
  }

  private start(action: string, options: readonly string[]): Promise<Outcome> {
    const colour = ["show", "state"].includes(action) ? [] : ["-no-color"];
    return runProgram(terraformCommand(), [action, ...colour, ...options], {
      directory: this.directory,
      // Tells the emulator whose request it is.
      environment: { ...this.environment, TF_APPEND_USER_AGENT: `stack/${this.stack}` },
      logFile: join(this.logDirectory, `${this.stack}-${action}.log`),
      remedy,
    });
  }
}

/** The program that applies: `terraform`, or what the variable TERRAFORM names. */
export function terraformCommand(): string {
  return process.env["TERRAFORM"] ?? "terraform";
}
