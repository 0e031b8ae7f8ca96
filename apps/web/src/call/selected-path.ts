import type { CallReport } from "@webrtc-stacks/signaling/wire";

/** The way that a call takes. */
export interface SelectedPath {
  /** The less direct of both ends' candidates: one relay makes it a relayed call. */
  readonly kind: Exclude<CallReport["path"], "failed">;
  /** How this browser reaches its relay, if it uses one itself; else the transport between both ends. */
  readonly protocol: "udp" | "tcp" | "tls";
  /** Seconds; absent until it was measured. */
  readonly roundTrip?: number;
}

const order: readonly SelectedPath["kind"][] = ["host", "prflx", "srflx", "relay"];
const ranks: ReadonlyMap<unknown, number> = new Map(order.map((kind, rank) => [kind, rank]));

type Report = Readonly<Record<string, unknown>>;

/** The selected path out of `getStats()`; undefined while there is none. */
export function selectedPath(stats: {
  get(id: string): Report | undefined;
  values(): Iterable<Report>;
}): SelectedPath | undefined {
  const transport = [...stats.values()].find(
    (report) => report["type"] === "transport" && typeof report["selectedCandidatePairId"] === "string",
  );
  // Firefox has no transport report, but marks the pair.
  const pair =
    transport === undefined
      ? [...stats.values()].find((report) => report["type"] === "candidate-pair" && report["selected"] === true)
      : stats.get(String(transport["selectedCandidatePairId"]));
  if (pair === undefined) {
    return undefined;
  }
  const local = stats.get(String(pair["localCandidateId"]));
  const remote = stats.get(String(pair["remoteCandidateId"]));
  const rank = Math.max(...[local, remote].map((end) => ranks.get(end?.["candidateType"]) ?? 0));
  const roundTrip = pair["currentRoundTripTime"];
  return {
    kind: order[rank] ?? "host",
    protocol: protocolOf(local?.["candidateType"] === "relay" ? local["relayProtocol"] : local?.["protocol"]),
    ...(typeof roundTrip === "number" ? { roundTrip } : {}),
  };
}

function protocolOf(value: unknown): SelectedPath["protocol"] {
  return value === "tcp" || value === "tls" ? value : "udp";
}
