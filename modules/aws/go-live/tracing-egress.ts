import type { LivePlan } from "../../environment/topology";
import type { EgressRule } from "../../shared/ports";

/** Traces go to a port of the receiver's own choice. */
export function tracingEgress({ tracing }: LivePlan): readonly EgressRule[] {
  const port = Number(tracing?.endpoint.split(":").at(-1));
  return tracing && port !== 443
    ? [{ name: "traces", protocol: "tcp", ports: { from: port, to: port }, purpose: "traces of live-webrtc" }]
    : [];
}
