import type { OpenviduAppPlan } from "../../environment/topology";
import { nodeMetricDimension } from "../../shared/metrics";
import type { TlsBalancer } from "../balancer/tls-balancer";
import type { AlarmDefinition } from "../observability/alarm";
import { awsMetrics } from "../observability/aws-metrics";
import { certificateAlarm, unhealthyHostsAlarm } from "../observability/fleet-alarms";

/** What the alarms of a cluster watch. */
export interface ClusterAlarmsInput {
  readonly plan: OpenviduAppPlan;
  readonly web: TlsBalancer;
  readonly turn: TlsBalancer | undefined;
  readonly webCertificateArn: string;
  readonly turnCertificateArn: string;
}

/** When operators are told: a master or too many media nodes are missing, nodes fail their health, certificates run out. */
export function clusterAlarms(input: ClusterAlarmsInput): readonly AlarmDefinition[] {
  const { plan, web, turn } = input;
  return [
    ...plan.masters.groups.map(({ number, name }) =>
      missing(
        `master-${number}-missing`,
        `Master ${number} does not serve for 15 minutes: npm run why prints the reason.`,
        name,
        1,
      ),
    ),
    missing(
      "media-missing",
      `Fewer than ${plan.media.nodes.min} media nodes serve for 15 minutes: npm run why prints the reason.`,
      plan.media.name,
      plan.media.nodes.min,
    ),
    unhealthyHostsAlarm("masters-unhealthy", awsMetrics.networkUnhealthyHosts, web.dimensions("https")),
    unhealthyHostsAlarm("media-unhealthy", awsMetrics.networkUnhealthyHosts, web.dimensions("rtmps")),
    certificateAlarm("certificate-days", input.webCertificateArn),
    ...(turn
      ? [
          unhealthyHostsAlarm("turn-unhealthy", awsMetrics.networkUnhealthyHosts, turn.dimensions("turns")),
          certificateAlarm("turn-certificate-days", input.turnCertificateArn),
        ]
      : []),
  ];
}

function missing(key: string, description: string, group: string, least: number): AlarmDefinition {
  return {
    key,
    description,
    metric: awsMetrics.inService,
    dimensions: { [nodeMetricDimension]: group },
    statistic: "Minimum",
    fires: "below",
    threshold: least,
    periodSeconds: 60,
    periods: 15,
    silence: least > 0 ? "bad" : "good",
  };
}
