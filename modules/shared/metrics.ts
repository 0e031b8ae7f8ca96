/**
 * The one list of the metrics that our services on the nodes publish. The node services, the scaling policies, the alarms
 * and the dashboard all read it, so that nobody waits for a metric that nobody sends.
 */

/** Unit as CloudWatch spells it. */
export type MetricUnit = "Count" | "Seconds";

/** A metric that every node of a fleet publishes once a minute. */
export interface NodeMetric {
  /** CloudWatch namespace; a node's role may publish to this one only. */
  readonly namespace: "WebRTC/Turn" | "WebRTC/Media";
  /** Name in CloudWatch. */
  readonly name: string;
  readonly unit: MetricUnit;
  /** What one value of one node says. */
  readonly meaning: string;
}

/**
 * The only dimension: the name of the Auto Scaling group. With it, the average is the mean per node, which target tracking
 * needs, the maximum is the worst node, and the number of paid metrics does not grow with the fleet.
 */
export const nodeMetricDimension = "AutoScalingGroupName";

/** Interval at which a node publishes each of its metrics, in seconds. */
export const nodeMetricPeriodSeconds = 60;

const common = (namespace: NodeMetric["namespace"]) =>
  ({
    /** 1 while the node holds no address of its pool, else 0. */
    withoutAddress: metric(
      namespace,
      "WithoutAddress",
      "Count",
      "1 while the node holds no address of its pool, else 0",
    ),
    /** 1 while the health service answers 503 and the node does not drain, else 0. */
    unhealthy: metric(
      namespace,
      "Unhealthy",
      "Count",
      "1 while the health service refuses and the node does not drain, else 0",
    ),
    /** Seconds since the drain began; 0 when not draining. */
    drainSeconds: metric(namespace, "DrainSeconds", "Seconds", "seconds since the drain began, 0 when not draining"),
    /** Packets that the instance's network allowances held back since the last value. */
    allowanceExceededPackets: metric(
      namespace,
      "AllowanceExceededPackets",
      "Count",
      "packets held back by the instance's bandwidth, packet and connection allowances since the last value",
    ),
  }) as const;

/** What nodes of every role publish. */
export type CommonMetrics = ReturnType<typeof common>;

/** Metrics of TURN nodes. */
export const turnMetrics = {
  ...common("WebRTC/Turn"),
  /** Live allocations: the gauge that scaling follows. */
  allocations: metric("WebRTC/Turn", "Allocations", "Count", "live allocations"),
  /** Allocations refused for a quota (486) since the last value. */
  quotaRefusals: metric(
    "WebRTC/Turn",
    "QuotaRefusals",
    "Count",
    "allocations refused for a quota since the last value",
  ),
  /** Whole days until the node's own certificate runs out; published only where TLS ends on the node. */
  certificateDays: metric("WebRTC/Turn", "CertificateDays", "Count", "days until the node's own certificate runs out"),
} as const;

/** Metrics of media nodes. */
export const mediaMetrics = {
  ...common("WebRTC/Media"),
  /** Live sessions: what a drain waits for. */
  sessions: metric("WebRTC/Media", "Sessions", "Count", "live sessions"),
} as const;

function metric(namespace: NodeMetric["namespace"], name: string, unit: MetricUnit, meaning: string): NodeMetric {
  return { namespace, name, unit, meaning };
}
