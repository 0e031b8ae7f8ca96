/** Images beside the program's own, by exact version; a team that needs more pins them by digest in its registry. */
export const images = {
  nginx: "nginx:1.28.0",
  haproxy: "haproxy:3.2.8",
  python: "python:3.13.9-slim-bookworm",
  redis: "valkey/valkey:8.1.4",
  store: "versity/versitygw:v1.8.0",
  prometheus: "prom/prometheus:v3.7.3",
  grafana: "grafana/grafana:12.2.1",
  collector: "otel/opentelemetry-collector-contrib:0.139.0",
} as const;
