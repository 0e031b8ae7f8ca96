import type { RenderedFile } from "../../shared/rendered-file";

/** One panel: what is asked, and in which unit it is shown. */
interface Question {
  readonly title: string;
  readonly kind: "stat" | "timeseries";
  readonly unit: string;
  readonly expression: string;
  readonly legend: string;
}

const questions: readonly Question[] = [
  stat("Instances that answer", 'sum(up{job="live-webrtc"})', "none"),
  stat("Rooms", "sum(webrtc_rooms)", "none"),
  stat("Viewers", "sum(webrtc_subscribers)", "none"),
  stat("Directory of rooms", "min(room_router_directory_up)", "bool_on_off"),
  graph("Rooms by instance", "webrtc_rooms", "none", "{{instance}}"),
  graph("Viewers by instance", "instance:webrtc_subscribers:sum", "none", "{{instance}}"),
  graph("Media by instance", "8 * instance:webrtc_rtp_bytes:rate1m", "bps", "{{instance}}"),
  graph("Packets by instance", "sum by (instance) (rate(webrtc_rtp_packets_total[1m]))", "pps", "{{instance}}"),
  graph("Largest rooms", "topk(10, sum by (room) (webrtc_subscribers))", "none", "{{room}}"),
  graph("Media of rooms", "topk(10, 8 * room:webrtc_rtp_bytes:rate1m)", "bps", "{{room}}"),
  graph("CPU", 'rate(process_cpu_seconds_total{job="live-webrtc"}[1m])', "none", "{{instance}}"),
  graph("Memory", 'process_resident_memory_bytes{job="live-webrtc"}', "bytes", "{{instance}}"),
];

/** Dashboard of Grafana. It asks for nothing that the program, the router or the rules do not give. */
export function liveDashboard(path: string): RenderedFile {
  const source = { type: "prometheus", uid: "${datasource}" };
  const dashboard = {
    title: "live-webrtc",
    uid: "live-webrtc",
    tags: ["webrtc"],
    timezone: "browser",
    schemaVersion: 39,
    editable: true,
    refresh: "30s",
    time: { from: "now-3h", to: "now" },
    templating: { list: [{ name: "datasource", type: "datasource", query: "prometheus" }] },
    panels: questions.map(({ title, kind, unit, expression, legend }, index) => ({
      id: index + 1,
      title,
      type: kind,
      gridPos: kind === "stat" ? place(index, 4, 6, 0) : place(index - 4, 2, 12, 4),
      datasource: source,
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: [{ refId: "A", expr: expression, legendFormat: legend, datasource: source }],
    })),
  };
  return { path, mode: 0o644, content: `${JSON.stringify(dashboard, null, 2)}\n` };
}

function place(index: number, columns: number, width: number, top: number): object {
  const height = columns === 4 ? 4 : 8;
  return { h: height, w: width, x: (index % columns) * width, y: top + Math.floor(index / columns) * height };
}

function stat(title: string, expression: string, unit: string): Question {
  return { title, kind: "stat", unit, expression, legend: "" };
}

function graph(title: string, expression: string, unit: string, legend: string): Question {
  return { title, kind: "timeseries", unit, expression, legend };
}
