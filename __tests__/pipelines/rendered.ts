import { join } from "node:path";
import { parse } from "yaml";
import type { Topology } from "../../modules/environment";
import { planDeployment, renderPipelines } from "../../modules/pipelines";
import type { StackIdentity } from "../../modules/shared/stack-identity";
import { exampleEnvironments, topologiesOf } from "../helpers/synth-environments";

/** One rendered pipeline. */
export interface Rendered {
  readonly environment: string;
  readonly path: string;
  readonly text: string;
  /** As its own system reads it. */
  readonly content: unknown;
}

/** Environments that have pipelines: the production example and those that stretch the renderer. */
export const topologies: readonly Topology[] = [
  ...topologiesOf(exampleEnvironments).filter(({ deploy }) => deploy),
  ...topologiesOf(join(__dirname, "../fixtures/pipeline-environments")),
];

/** Every pipeline of every one of them. */
export const pipelines: readonly Rendered[] = topologies.flatMap((topology) => {
  const planned = planDeployment(topology, identitiesOf(topology));
  if (!planned.ok) {
    throw new Error(JSON.stringify(planned.refusals));
  }
  return renderPipelines(planned.deployment).map(({ path, content }) => ({
    environment: topology.environment,
    path,
    text: content,
    content: parse(content),
  }));
});

/** Identities of all stacks of an environment, wherever its plans keep them. */
export function identitiesOf(topology: Topology): readonly StackIdentity[] {
  const found = new Map<string, StackIdentity>();
  const walk = (value: unknown): void => {
    if (isPlan(value)) {
      found.set(value.stack.id, value.stack);
    }
    if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(walk);
    }
  };
  walk(topology);
  return [...found.values()];
}

function isPlan(value: unknown): value is { readonly stack: StackIdentity } {
  return typeof value === "object" && value !== null && "stack" in value;
}

/** A job of a workflow of GitHub Actions, with what the tests ask for. */
export interface Job {
  readonly name: string;
  readonly needs: readonly string[];
  readonly environment?: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Jobs of a workflow. */
export function jobsOf({ content }: Rendered): readonly Job[] {
  const jobs: Readonly<Record<string, Omit<Job, "name" | "text"> & { readonly needs?: readonly string[] }>> =
    Object(content).jobs;
  return Object.entries(jobs).map(([name, job]) => ({
    ...job,
    name,
    needs: job.needs ?? [],
    text: JSON.stringify(job),
  }));
}
