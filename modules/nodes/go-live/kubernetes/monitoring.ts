import type { ConfigMap } from "kubernetes-types/core/v1";
import { parse } from "yaml";
import type { GoLiveKubernetesPlan } from "../../../environment/topology/go-live";
import { liveDashboard } from "../dashboard";
import { liveJob, liveRules } from "../observability";
import { meta, type Part, selects } from "./common";

/** An object of the Prometheus operator; its types are in no package of Kubernetes. */
export interface OperatorObject {
  readonly apiVersion: "monitoring.coreos.com/v1";
  readonly kind: "ServiceMonitor" | "PrometheusRule";
  readonly metadata: object;
  readonly spec: object;
}

/** What Prometheus scrapes, its rules and Grafana's dashboard, for the operator; nothing where a team has another way. */
export function monitoring(plan: GoLiveKubernetesPlan): (OperatorObject | ConfigMap)[] {
  const { namespace, live, prometheusOperator } = plan;
  if (!prometheusOperator) {
    return [];
  }
  const monitor = (name: string, part: Part, port: string, job: string): OperatorObject => ({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "ServiceMonitor",
    metadata: meta(namespace, name, part),
    spec: {
      selector: selects(part),
      endpoints: [{ port, path: "/metrics", interval: "15s", relabelings: [{ targetLabel: "job", replacement: job }] }],
    },
  });
  return [
    monitor("live", "instance", "http", liveJob),
    ...(live.routerImage === undefined ? [] : [monitor("room-router", "router", "admin", "room-router")]),
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: meta(namespace, "live"),
      spec: parse(liveRules()),
    },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { ...meta(namespace, "live-dashboard"), labels: { grafana_dashboard: "1" } },
      data: { "live.json": liveDashboard("live.json").content },
    },
  ];
}
