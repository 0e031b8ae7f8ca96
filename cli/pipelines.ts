import { join, relative, resolve, sep } from "node:path";
import { App } from "cdktf";
import type { Problem, Topology } from "../modules/environment";
import { planDeployment, renderPipelines } from "../modules/pipelines";
import { BaseStack } from "../modules/shared/base-stack";
import { withoutCreationTraces } from "../modules/shared/creation-traces";
import type { StackIdentity } from "../modules/shared/stack-identity";
import { addFiles } from "../modules/shared/write-files";
import { addStacks } from "../stacks/add-stacks";
import { failCommand } from "./fail-command";
import { reportProblems, reportWarnings } from "./report-problems";
import { environmentDirectory, withEnvironments } from "./with-environments";

const usage = "Usage: npm run pipelines -- ENVIRONMENT [--out DIRECTORY]";

/** Renders the pipelines of one environment, for the system that its field `deploy` trusts. */
function main(words: readonly string[]): void {
  const at = words.indexOf("--out");
  const [environment, ...others] = words.filter((_, index) => at === -1 || (index !== at && index !== at + 1));
  const out = at === -1 ? undefined : words[at + 1];
  if (environment === undefined || others.length > 0 || (at !== -1 && out === undefined)) {
    throw new Error(usage);
  }
  withEnvironments({ environments: environment }, ({ topologies, warnings }) => {
    reportWarnings(warnings);
    for (const topology of topologies) {
      write(topology, out ?? join("cdktf.out/pipelines", topology.environment));
    }
  });
}

function write(topology: Topology, directory: string): void {
  const planned = planDeployment(topology, stacksOf(topology), environmentsInRepository());
  if (!planned.ok) {
    const file = `${topology.environment}.ts`;
    reportProblems(
      planned.refusals.map((refusal): Problem => ({ file, ...refusal })),
      [],
      false,
    );
    return;
  }
  const files = renderPipelines(planned.deployment);
  addFiles(directory, files);
  for (const { path } of files) {
    console.log(relative(process.cwd(), join(directory, path)));
  }
}

/** Where the environments are kept, from the root of the project; undefined for its own directory. */
function environmentsInRepository(): string | undefined {
  const root = join(__dirname, "..");
  const directory = relative(root, resolve(environmentDirectory()));
  return directory === "environments" ? undefined : directory.split(sep).join("/") || ".";
}

function stacksOf(topology: Topology): readonly StackIdentity[] {
  const app = new App();
  withoutCreationTraces(() => addStacks(app, topology));
  return app.node.children.flatMap((child) => (child instanceof BaseStack ? child.identity : []));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  failCommand(error);
}
