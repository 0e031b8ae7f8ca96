import type { LivePlan } from "../../environment/topology/live";
import type { RenderedFile } from "../../shared/rendered-file";
import { readTemplate } from "../template";
import { liveDashboard } from "./dashboard";
import { yamlFile } from "./yaml-file";

/** Job under which instances are scraped, in all shapes: the rules ask for it. */
export const liveJob = "live-webrtc";

/** Port of the collector, OTLP over gRPC. */
export const collectorPort = 4317;

/** What Prometheus is told: whom to scrape, and the rules. Metrics are closed to clients; it asks the instances themselves. */
export function prometheusFiles(instances: readonly string[], routers: readonly string[]): readonly RenderedFile[] {
  return [
    yamlFile("prometheus/prometheus.yml", "Scrapes the instances of live-webrtc.", {
      global: { scrape_interval: "15s", evaluation_interval: "15s" },
      rule_files: ["live.yml"],
      scrape_configs: [
        { job_name: liveJob, static_configs: [{ targets: instances }] },
        ...(routers.length > 0 ? [{ job_name: "room-router", static_configs: [{ targets: routers }] }] : []),
      ],
    }),
    { path: "prometheus/live.yml", mode: 0o644, content: liveRules() },
  ];
}

/** Rules, as Prometheus reads them. */
export function liveRules(): string {
  return readTemplate("go-live/observability/live.yml");
}

/** Grafana that knows its Prometheus and its dashboard. */
export function grafanaFiles(): readonly RenderedFile[] {
  return [
    yamlFile("grafana/provisioning/datasources/prometheus.yaml", "Where the figures are.", {
      apiVersion: 1,
      datasources: [
        { name: "Prometheus", type: "prometheus", access: "proxy", url: "http://127.0.0.1:9090", isDefault: true },
      ],
    }),
    yamlFile("grafana/provisioning/dashboards/live.yaml", "Where the dashboard is.", {
      apiVersion: 1,
      providers: [{ name: "live", type: "file", options: { path: "/etc/grafana/dashboards" } }],
    }),
    liveDashboard("grafana/dashboards/live.json"),
  ];
}

/**
 * The collector: it takes traces from instances in plain text, where no network is between them or a policy guards it, and sends
 * them on by TLS.
 */
export function collectorConfig(tracing: NonNullable<LivePlan["tracing"]>, address: string): object {
  const exporter = tracing.protocol === "grpc" ? "otlp" : "otlphttp";
  return {
    receivers: { otlp: { protocols: { grpc: { endpoint: `${address}:${collectorPort}` } } } },
    processors: {
      memory_limiter: { check_interval: "1s", limit_mib: 200 },
      batch: { timeout: "5s", send_batch_size: 512 },
    },
    exporters: {
      [exporter]: {
        endpoint: tracing.protocol === "grpc" ? tracing.endpoint : `https://${tracing.endpoint}`,
        retry_on_failure: { max_elapsed_time: "5m" },
      },
    },
    extensions: { health_check: { endpoint: `${address}:13133` } },
    service: {
      extensions: ["health_check"],
      pipelines: { traces: { receivers: ["otlp"], processors: ["memory_limiter", "batch"], exporters: [exporter] } },
      telemetry: { metrics: { level: "none" } },
    },
  };
}
