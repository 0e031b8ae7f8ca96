import { logFields } from "../adapters/journal-lines";
import type { Fields, Journal } from "../ports/journal";

/** Log lines as JSON; counts in CloudWatch's embedded metric format, so that they become metrics without a call. */
export class MetricJournal implements Journal {
  constructor(
    private readonly deployment: string,
    private readonly write: (line: string) => void,
    private readonly now: () => number,
  ) {}

  count(metric: string, dimensions: Fields = {}): void {
    const fields = { deployment: this.deployment, ...logFields(dimensions) };
    this.line({
      _aws: {
        Timestamp: this.now(),
        CloudWatchMetrics: [
          {
            Namespace: "WebRTC/TurnCredentials",
            Dimensions: [["deployment"], Object.keys(fields)],
            Metrics: [{ Name: metric, Unit: "Count" }],
          },
        ],
      },
      ...fields,
      [metric]: 1,
    });
  }

  warn(event: string, fields: Fields = {}): void {
    this.line({ level: "WARN", event, ...logFields(fields) });
  }

  private line(content: unknown): void {
    this.write(JSON.stringify(content));
  }
}
