import { relative } from "node:path";
import { type App, TerraformResource } from "cdktf";
import type { Problem, Topology } from "../modules/environment";
import { estimateEnvironment } from "../modules/estimate/estimate";
import { assumedUsage } from "../modules/estimate/usage";
import { BaseStack } from "../modules/shared/base-stack";
import { formatSynthesis, type WrittenStack } from "./format-stacks";
import { paintIf, showsColours } from "./paint";
import { plannedResources } from "./planned-resources";
import { reportWarnings } from "./report-problems";

/** What is reported of a synthesis. */
export interface Outcome {
  readonly topologies: readonly Topology[];
  readonly warnings: readonly Problem[];
  readonly milliseconds: number;
}

/** Prints what was written. With `json`, as JSON. */
export function reportStacks(app: App, outcome: Outcome, json: boolean): void {
  const stacks = writtenStacks(app);
  const fromHere = relative(process.cwd(), app.outdir);
  const directory = fromHere !== "" && fromHere.length < app.outdir.length ? fromHere : app.outdir;
  if (json) {
    const { warnings, milliseconds } = outcome;
    const rows = stacks.map(({ identity, resources }) => {
      const { id, environment, cloud, region, layer, after } = identity;
      return { id, environment, cloud, region, layer, resources, after };
    });
    console.log(JSON.stringify({ stacks: rows, directory, milliseconds: Math.round(milliseconds), warnings }, null, 2));
    return;
  }
  reportWarnings(outcome.warnings);
  const resources = plannedResources(app);
  const estimates = outcome.topologies.map((topology) => estimateEnvironment(topology, resources, assumedUsage));
  console.log(formatSynthesis({ ...outcome, stacks, estimates, directory }, paintIf(showsColours(process.stdout))));
}

function writtenStacks(app: App): readonly WrittenStack[] {
  return app.node.children
    .filter((child) => child instanceof BaseStack)
    .map((stack) => ({
      identity: stack.identity,
      resources: stack.node.findAll().filter((part) => TerraformResource.isTerraformResource(part)).length,
    }));
}
