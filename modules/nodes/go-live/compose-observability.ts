import type { LivePlan } from "../../environment/topology/live";
import type { RenderedFile } from "../../shared/rendered-file";
import { type ComposeService, confined } from "./compose-services";
import { images } from "./images";
import { collectorConfig, grafanaFiles, prometheusFiles } from "./observability";
import { yamlFile } from "./yaml-file";

/** Services with their files and volumes. */
export interface ComposePart {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly files: readonly RenderedFile[];
  readonly volumes: readonly string[];
}

/** Prometheus and Grafana, on loopback, in the profile `metrics`. */
export function metricsPart(instances: readonly string[], routers: readonly string[]): ComposePart {
  return {
    services: {
      prometheus: {
        ...confined,
        image: images.prometheus,
        profiles: ["metrics"],
        user: "65534:65534",
        command: [
          "--config.file=/etc/prometheus/prometheus.yml",
          "--storage.tsdb.path=/prometheus",
          "--storage.tsdb.retention.time=15d",
          "--web.listen-address=127.0.0.1:9090",
        ],
        volumes: ["./prometheus:/etc/prometheus:ro", "prometheus:/prometheus"],
      },
      grafana: {
        ...confined,
        image: images.grafana,
        profiles: ["metrics"],
        environment: {
          GF_SERVER_HTTP_ADDR: "127.0.0.1",
          GF_ANALYTICS_REPORTING_ENABLED: "false",
          GF_SECURITY_ADMIN_PASSWORD__FILE: "/run/secrets/grafana/admin",
        },
        volumes: [
          "./grafana/provisioning:/etc/grafana/provisioning:ro",
          "./grafana/dashboards:/etc/grafana/dashboards:ro",
          "./secrets/grafana:/run/secrets/grafana:ro",
          "grafana:/var/lib/grafana",
        ],
      },
    },
    files: [...prometheusFiles(instances, routers), ...grafanaFiles()],
    volumes: ["prometheus", "grafana"],
  };
}

/** The collector of traces, on loopback, in the profile `tracing`; nothing where traces go nowhere. */
export function tracingPart({ tracing }: LivePlan): ComposePart {
  if (!tracing) {
    return { services: {}, files: [], volumes: [] };
  }
  return {
    services: {
      "otel-collector": {
        ...confined,
        image: images.collector,
        profiles: ["tracing"],
        user: "65534:65534",
        command: ["--config=/etc/otel/collector.yaml"],
        volumes: ["./collector.yaml:/etc/otel/collector.yaml:ro"],
      },
    },
    files: [yamlFile("collector.yaml", "Sends traces on.", collectorConfig(tracing, "127.0.0.1"))],
    volumes: [],
  };
}
