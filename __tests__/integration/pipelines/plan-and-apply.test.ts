import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Outcome, project, run, workspace } from "./programs";

/** A project with two stacks that need no provider but Terraform's own; the second reads a secret that is in no plan. */
class Deployment {
  readonly directory = workspace();

  constructor() {
    mkdirSync(join(this.directory, "cli"));
    cpSync(join(project, "cli/pipelines"), join(this.directory, "cli/pipelines"), { recursive: true });
    this.write("network", "first");
    this.write("app", "first");
  }

  write(stack: string, value: string): void {
    const directory = join(this.directory, "cdktf.out/stacks", stack);
    mkdirSync(directory, { recursive: true });
    const content = {
      terraform: { backend: { local: { path: join(this.directory, `${stack}.tfstate`) } } },
      variable: {
        secret: { type: "string", ephemeral: true },
        deployer_addresses: { type: "list(string)", default: [] },
      },
      resource: { terraform_data: { it: { input: `${value} from \${join(",", var.deployer_addresses)}` } } },
      output: { it: { value: "${terraform_data.it.output}" } },
    };
    writeFileSync(join(directory, "cdk.tf.json"), JSON.stringify(content));
  }

  run(script: string, ...words: readonly string[]): Outcome {
    return run(join(this.directory, "cli/pipelines", script), words, {
      directory: this.directory,
      environment: this.variables,
    });
  }

  /** Variables of the job; a job on another agent has other ones. */
  variables: Readonly<Record<string, string>> = {
    CHECKPOINT_DISABLE: "1",
    TF_VAR_secret: "not in any file",
    ADDRESS: "",
  };

  /** What the plan told the pipeline. */
  plan(): { readonly outcome: Outcome; readonly changes?: string; readonly digest?: string } {
    const told = join(this.directory, "told");
    writeFileSync(told, "");
    this.variables = { ...this.variables, GITHUB_OUTPUT: told };
    const outcome = this.run("plan.sh", "network", "app");
    return {
      outcome,
      ...Object.fromEntries(
        readFileSync(told, "utf8")
          .trim()
          .split("\n")
          .map((line) => line.split("=")),
      ),
    };
  }

  state(stack: string): string {
    const path = join(this.directory, `${stack}.tfstate`);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).outputs.it?.value : "";
  }
}

it("applies what was planned, although the code has moved on and the agent has another address", () => {
  const deployment = new Deployment();
  deployment.variables = { ...deployment.variables, TF_VAR_deployer_addresses: '["203.0.113.7"]' };
  const { outcome, changes, digest = "" } = deployment.plan();
  expect({ code: outcome.code, changes }).toEqual({ code: 0, changes: "true" });
  deployment.write("network", "second");
  deployment.variables = { ...deployment.variables, TF_VAR_deployer_addresses: '["198.51.100.1"]' };
  const applied = deployment.run("apply.sh", digest, "network", "app");
  expect({ code: applied.code, error: applied.output.includes("Error") }).toEqual({ code: 0, error: false });
  expect([deployment.state("network"), deployment.state("app")]).toEqual([
    "first from 203.0.113.7",
    "first from 203.0.113.7",
  ]);
});

it("says that nothing changes, so that nobody is asked", () => {
  const deployment = new Deployment();
  deployment.run("apply.sh", deployment.plan().digest ?? "", "network", "app");
  expect(deployment.plan().changes).toBe("false");
  expect(readFileSync(join(deployment.directory, "plan.md"), "utf8")).toContain("<code>app</code>: No changes");
});

it("keeps secrets out of the plan that people and artifacts hold", () => {
  const deployment = new Deployment();
  deployment.plan();
  expect(run("sh", ["-c", `tar -xzOf "${deployment.directory}/plan.tar.gz" | grep -c "not in any file"`]).output).toBe(
    "0\n",
  );
  expect(readFileSync(join(deployment.directory, "plan.md"), "utf8")).not.toContain("not in any file");
});

it("applies no other plan than the one that was approved", () => {
  const deployment = new Deployment();
  const { digest = "" } = deployment.plan();
  deployment.write("app", "second");
  deployment.plan();
  const { code, output } = deployment.run("apply.sh", digest, "network", "app");
  expect(code).toBe(1);
  expect(output).toContain("is not the plan that was approved");
  expect(deployment.state("network")).toBe("");
});

it("applies no plan that another apply has overtaken", () => {
  const deployment = new Deployment();
  const { digest = "" } = deployment.plan();
  deployment.run("apply.sh", digest, "network", "app");
  const { code, output } = deployment.run("apply.sh", digest, "network", "app");
  expect(code).not.toBe(0);
  expect(output).toContain("Saved plan is stale");
});

it("fails where a plan fails", () => {
  const deployment = new Deployment();
  const { TF_VAR_secret: _, ...others } = deployment.variables;
  deployment.variables = others;
  const { outcome, digest } = deployment.plan();
  expect({ code: outcome.code, digest }).toEqual({ code: 1, digest: undefined });
});

it("tells Azure Pipelines by its own commands", () => {
  const deployment = new Deployment();
  deployment.variables = { ...deployment.variables, TF_BUILD: "True" };
  const { outcome, digest } = deployment.plan();
  expect(outcome.output).toContain("##vso[task.setvariable variable=changes;isOutput=true]true");
  expect(outcome.output).toContain(`##vso[task.setvariable variable=digest;isOutput=true]${digest}`);
});
