import { join } from "node:path";
import { lastLines, type Outcome, type ProgramEnvironment, runProgram } from "./run-program";

/** Runs Terraform, or what `TERRAFORM` names (`tofu`), in one stack's directory. */
export class Terraform {
  private initialized = false;

  constructor(
    readonly stack: string,
    private readonly directory: string,
    private readonly environment: ProgramEnvironment,
    private readonly logDirectory: string,
    private readonly say: (line: string) => void,
  ) {}

  async apply(): Promise<void> {
    await this.mustSucceed("apply", "-auto-approve", "-lock-timeout=60s");
  }

  async destroy(): Promise<void> {
    await this.mustSucceed("destroy", "-auto-approve", "-lock-timeout=60s");
  }

  /** Lines of what a new plan would change; empty: nothing. */
  async changes(): Promise<string> {
    const { code, output } = await this.run("plan", "-detailed-exitcode");
    if (code === 0) {
      return "";
    }
    return output
      .split("\n")
      .filter((line) => /^ +[#~+-]|^Error|^│/.test(line))
      .join("\n");
  }

  /** Outcome of a plan, saved to `file` in the stack's directory. */
  async plan(file = "plan.bin"): Promise<Outcome> {
    return this.run("plan", `-out=${file}`);
  }

  /** A saved plan, or the state, as JSON text. */
  async show(file?: string): Promise<string> {
    return this.mustSucceed("show", "-json", ...(file === undefined ? [] : [file]));
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
    if (!this.initialized) {
      const init = await this.start("init", []);
      if (init.code !== 0) {
        throw new Error(`${this.stack}: init failed (exit ${init.code})\n${lastLines(init.output)}`);
      }
      this.initialized = true;
    }
    const started = performance.now();
    const outcome = await this.start(action, options);
    if (action !== "show" && action !== "output") {
      const result = /^(?:Apply|Destroy) complete! .*|^No changes\b/m.exec(outcome.output)?.[0] ?? "";
      this.say(
        `${this.stack.padEnd(30)} ${action.padEnd(8)} ${((performance.now() - started) / 1000).toFixed(0)} s  ${result}`,
      );
    }
    return outcome;
  }

  private start(action: string, options: readonly string[]): Promise<Outcome> {
    const colour = action === "show" ? [] : ["-no-color"];
    return runProgram(terraformCommand(), [action, ...colour, ...options], {
      directory: this.directory,
      environment: this.environment,
      logFile: join(this.logDirectory, `${this.stack}-${action}.log`),
      remedy: "install Terraform >= 1.11 (https://developer.hashicorp.com/terraform/install) or set TERRAFORM=tofu",
    });
  }
}

/** The program that applies: `terraform`, or what the variable TERRAFORM names. */
export function terraformCommand(): string {
  return process.env["TERRAFORM"] ?? "terraform";
}
