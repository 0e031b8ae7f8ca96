import type { FleetPlan, TurnFleetPlan } from "../../environment/topology";
import { type CommonMetrics, mediaMetrics, nodeMetricDimension, turnMetrics } from "../../shared/metrics";
import type { AlarmDefinition } from "./alarm";
import { awsMetrics } from "./aws-metrics";

/** Share of the instance type's sustained bandwidth at which somebody is told, per cent. */
const bandwidthPercent = 85;
/** Share of a node's allocations at which somebody is told, per cent. */
const allocationsPercent = 90;
/** CPU credits below which a burstable node is about to cost extra. A node that just booted earns this many within minutes. */
const leastCredits = 5;
/** ACM renews 60 days before the end: 30 days left mean that it fails. */
const leastCertificateDays = 30;
/** ACME clients renew 30 days before the end. */
const leastNodeCertificateDays = 14;

/** Bytes that the instance type may send within a minute, for as long as it likes. */
export function sustainedBytesPerMinute(fleet: Pick<FleetPlan, "instanceType">): number {
  return (fleet.instanceType.baselineMegabitsPerSecond * 1_000_000 * 60) / 8;
}

/** Alarms of a TURN fleet. */
export function turnAlarms(plan: TurnFleetPlan): readonly AlarmDefinition[] {
  const byGroup = { [nodeMetricDimension]: plan.name };
  const perMinute = { dimensions: byGroup, periodSeconds: 60 } as const;
  return [
    ...fleetAlarms(plan, turnMetrics),
    {
      ...perMinute,
      key: "allocations-near-quota",
      description: `A TURN node holds more than ${allocationsPercent} % of its ${plan.limits.allocationsPerNode} allocations; at 100 % it refuses clients. Is the fleet at its maximum?`,
      metric: turnMetrics.allocations,
      statistic: "Maximum",
      fires: "above",
      threshold: (plan.limits.allocationsPerNode * allocationsPercent) / 100,
      periods: 5,
      silence: "good",
    },
    ...(plan.tls.mode === "node"
      ? [
          {
            key: "node-certificate-days",
            description: `A TURN node's own certificate runs out in less than ${leastNodeCertificateDays} days: renewal fails, or the secret still holds the old one.`,
            metric: turnMetrics.certificateDays,
            dimensions: byGroup,
            statistic: "Minimum",
            fires: "below",
            threshold: leastNodeCertificateDays,
            periodSeconds: 3600,
            periods: 1,
            silence: "good",
          } as const,
        ]
      : []),
  ];
}

/** Alarms of a media fleet. */
export function mediaAlarms(plan: FleetPlan): readonly AlarmDefinition[] {
  return fleetAlarms(plan, mediaMetrics);
}

/** Alarm of a certificate that AWS renews. */
export function certificateAlarm(key: string, certificateArn: string): AlarmDefinition {
  return {
    key,
    description: `AWS has not renewed the certificate, which runs out in less than ${leastCertificateDays} days: is its proof still in the zone, and the zone delegated?`,
    metric: awsMetrics.certificateDays,
    dimensions: { CertificateArn: certificateArn },
    statistic: "Minimum",
    fires: "below",
    threshold: leastCertificateDays,
    periodSeconds: 86_400,
    periods: 1,
    silence: "good",
  };
}

/** Alarm of a balancer that finds nodes unhealthy. */
export function unhealthyHostsAlarm(
  key: string,
  metric: AlarmDefinition["metric"],
  dimensions: AlarmDefinition["dimensions"],
): AlarmDefinition {
  return {
    key,
    description: "The balancer gets no healthy answer from a node: see the node's health service and its log.",
    metric,
    dimensions,
    statistic: "Maximum",
    fires: "above",
    threshold: 0,
    periodSeconds: 60,
    periods: 5,
    silence: "good",
  };
}

function fleetAlarms(plan: FleetPlan, metrics: CommonMetrics): readonly AlarmDefinition[] {
  const perMinute = { dimensions: { [nodeMetricDimension]: plan.name }, periodSeconds: 60 } as const;
  const least = Math.min(plan.nodes.min, ...plan.schedules.map(({ min }) => min));
  return [
    {
      ...perMinute,
      key: "node-without-address",
      description:
        "A node has found no free address in its pool for ten minutes: are addresses held by nodes that drain, or is the pool smaller than the fleet?",
      metric: metrics.withoutAddress,
      statistic: "Maximum",
      fires: "above",
      threshold: 0,
      periods: 10,
      silence: "unknown",
    },
    {
      ...perMinute,
      key: "unhealthy-node",
      description: "A node's own health service refuses for five minutes, or no node reports at all: see its log.",
      metric: metrics.unhealthy,
      statistic: "Maximum",
      fires: "above",
      threshold: 0,
      periods: 5,
      silence: least > 0 ? "bad" : "good",
    },
    {
      ...perMinute,
      key: "too-few-nodes",
      description: `Fewer than ${least} nodes serve for 15 minutes: new ones do not come into service. See the group's activity and the log of a node that booted.`,
      metric: awsMetrics.inService,
      statistic: "Minimum",
      fires: "below",
      threshold: least,
      periods: 15,
      silence: least > 0 ? "bad" : "good",
    },
    {
      ...perMinute,
      key: "bytes-near-baseline",
      description: `A node sends more than ${bandwidthPercent} % of the bandwidth that a ${plan.instanceType.name} sustains; beyond it packets are dropped. Is the fleet at its maximum?`,
      metric: awsMetrics.networkOut,
      statistic: "Maximum",
      fires: "above",
      threshold: Math.floor((sustainedBytesPerMinute(plan) * bandwidthPercent) / 100),
      periods: 5,
      silence: "good",
    },
    {
      ...perMinute,
      key: "allowance-exceeded",
      description:
        "AWS holds back packets of a node for its bandwidth, packet rate or connections: the type is too small.",
      metric: metrics.allowanceExceededPackets,
      statistic: "Sum",
      fires: "above",
      threshold: 0,
      periods: 5,
      silence: "good",
    },
    {
      ...perMinute,
      key: "drain-over-bound",
      description: `A node drains for longer than its bound of ${plan.lifecycle.drainLimitSeconds} seconds: its drain service hangs; complete the terminating hook by hand.`,
      metric: metrics.drainSeconds,
      statistic: "Maximum",
      fires: "above",
      threshold: plan.lifecycle.drainLimitSeconds,
      periods: 5,
      silence: "good",
    },
    ...(plan.instanceType.burstable
      ? [
          {
            key: "cpu-credits",
            description: `A ${plan.instanceType.name} has used up its CPU credits for an hour and bills extra: choose a larger or a fixed-performance type.`,
            metric: awsMetrics.cpuCredits,
            dimensions: perMinute.dimensions,
            statistic: "Minimum",
            fires: "below",
            threshold: leastCredits,
            // Credits are published every five minutes.
            periodSeconds: 300,
            periods: 12,
            silence: "good",
          } as const,
        ]
      : []),
  ];
}
