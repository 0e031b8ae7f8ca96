import { liveDashboard } from "../../../modules/nodes/go-live/dashboard";
import { liveMetrics, recordedMetrics, routerMetrics } from "../../../modules/nodes/go-live/live-metrics";
import { liveRules } from "../../../modules/nodes/go-live/observability";

const known: readonly string[] = [...liveMetrics, ...routerMetrics, ...recordedMetrics];

/** Names in expressions that look like metrics: prefixes that the program, its runtime, the router and our rules use. */
function metricsIn(text: string): readonly string[] {
  return [
    ...new Set(text.match(/\b(?:(?:instance|room):[a-z_:0-9]+|(?:webrtc|process|go|room_router)_[a-z_]+|up(?=\{))/g)),
  ];
}

it.each([
  ["the rules", liveRules().replace(/^\s*(summary|remedy):.*$/gm, "")],
  ["the dashboard", liveDashboard("live.json").content],
])("%s ask only for metrics that somebody exports", (_, text) => {
  expect(metricsIn(text).length).toBeGreaterThan(4);
  expect(metricsIn(text).filter((name) => !known.includes(name))).toEqual([]);
});
