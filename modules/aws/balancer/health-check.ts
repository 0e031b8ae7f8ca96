import type { LbTargetGroupHealthCheck } from "@cdktf/provider-aws/lib/lb-target-group";
import { wellKnownPorts } from "../../shared/ports";

/** Longest time for which a balancer lets connections of a leaving node go on, in seconds (Elastic Load Balancing). */
const longestDeregistration = 3600;

/**
 * Asks the node's health service, which has the server do its work for each answer: a port that merely accepts connections
 * stays open on a server that hangs or drains.
 */
export const nodeHealthCheck: LbTargetGroupHealthCheck = {
  protocol: "HTTP",
  port: String(wellKnownPorts.health),
  path: "/healthz",
  matcher: "200",
  interval: 10,
  timeout: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};

/** Connections of a leaving node go on as long as its drain may last, as far as balancers allow. */
export function deregistrationDelay(drainLimitSeconds: number): string {
  return String(Math.min(drainLimitSeconds, longestDeregistration));
}
