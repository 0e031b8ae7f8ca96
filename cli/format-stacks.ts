import type { Topology } from "../modules/environment";
import type { EnvironmentEstimate } from "../modules/estimate/estimate";
import { range } from "../modules/estimate/range";
import type { StackIdentity } from "../modules/shared/stack-identity";
import { liveDirectory } from "../stacks/live-files";
import type { Paint } from "./paint";

/** A stack that was written. */
export interface WrittenStack {
  readonly identity: StackIdentity;
  /** Resources in it, without data sources. */
  readonly resources: number;
}

/** A whole synthesis. */
export interface Synthesis {
  readonly stacks: readonly WrittenStack[];
  readonly topologies: readonly Topology[];
  readonly estimates: readonly EnvironmentEstimate[];
  /** Directory that was written, relative to the working directory. */
  readonly directory: string;
  readonly milliseconds: number;
}

/** What was written, what it costs, and what to do next. */
export function formatSynthesis(synthesis: Synthesis, paint: Paint): string {
  const { stacks, topologies, estimates, directory, milliseconds } = synthesis;
  const total = `${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"} in ${(milliseconds / 1000).toFixed(1)} s → ${directory}`;
  const costs = estimates.flatMap(costLine);
  const files = topologies.flatMap((topology) => filesLine(topology, directory));
  return [
    ...stackTable(stacks, paint),
    ...costs.map(paint.dim),
    paint.bold(total),
    ...files,
    ...nextLine(synthesis, paint),
  ].join("\n");
}

function stackTable(stacks: readonly WrittenStack[], paint: Paint): readonly string[] {
  const rows = stacks.map(({ identity }) => [identity.environment, identity.cloud, identity.region, identity.layer]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return stacks.map(({ resources }, index) => {
    const cells = (rows[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const unit = index === 0 ? paint.dim(resources === 1 ? " resource" : " resources") : "";
    return `${cells.join("   ")}   ${String(resources).padStart(4)}${unit}`;
  });
}

/** live-webrtc outside the clouds, and the command that starts it. */
function filesLine({ environment, goLive }: Topology, directory: string): readonly string[] {
  if (!goLive) {
    return [];
  }
  const at = `${directory}/${liveDirectory(environment)}`;
  const next = {
    compose: `docker compose --project-directory ${at} up -d`,
    balanced: `copy each directory of ${at} to its machine`,
    kubernetes: `kubectl apply -k ${at}`,
  };
  return [`${environment}: live-webrtc, ${goLive.shape} → ${at}   Next: ${next[goLive.shape]}`];
}

/** What an environment costs before any traffic, carries and promises; `npm run estimate` says the rest. */
function costLine({ environment, parts, standing, availability }: EnvironmentEstimate): readonly string[] {
  if (standing.maximum === 0) {
    return [];
  }
  const known = [
    `about ${range(Math.round(standing.minimum), Math.round(standing.maximum))} US dollars a month without traffic`,
    ...parts.flatMap(({ carries }) => carries ?? []),
    ...(availability ? [`${(availability.availability * 100).toFixed(2)} % by the providers' promises`] : []),
  ];
  return [`${environment}: ${known.join("; ")}   npm run estimate -- ${environment}`];
}

function nextLine({ stacks, directory }: Synthesis, paint: Paint): readonly string[] {
  const [first] = stacks;
  if (!first) {
    return [];
  }
  const { environment, cloud, id } = first.identity;
  return [
    `${paint.green("Next:")} npx cdktf deploy '${environment}-${cloud}-*'   or   terraform -chdir=${directory}/stacks/${id} init`,
  ];
}
