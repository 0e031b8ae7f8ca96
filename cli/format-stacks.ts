import type { Topology } from "../modules/environment";
import { estimateAws } from "../modules/estimate/aws-estimate";
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
  /** Directory that was written, relative to the working directory. */
  readonly directory: string;
  readonly milliseconds: number;
}

/** What was written, what it costs, and what to do next. */
export function formatSynthesis(synthesis: Synthesis, paint: Paint): string {
  const { stacks, topologies, directory, milliseconds } = synthesis;
  const total = `${stacks.length} ${stacks.length === 1 ? "stack" : "stacks"} in ${(milliseconds / 1000).toFixed(1)} s → ${directory}`;
  const costs = topologies.flatMap(costLine);
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

function costLine({ environment, aws }: Topology): readonly string[] {
  if (aws?.kind !== "turn-janus") {
    return [];
  }
  const { monthly, egressPerTerabyte, allocations } = estimateAws(aws);
  const dollars = range(Math.round(monthly.minimum), Math.round(monthly.maximum));
  const capacity = range(allocations.minimum, allocations.maximum);
  return [
    `${environment}: about ${dollars} US dollars a month and ${egressPerTerabyte} per TB sent; ${capacity} TURN allocations`,
  ];
}

function range(minimum: number, maximum: number): string {
  return minimum === maximum ? `${minimum}` : `${minimum}–${maximum}`;
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
