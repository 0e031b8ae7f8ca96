import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mediaMetrics, nodeMetricDimension, turnMetrics } from "../../modules/shared/metrics";

const services = join(__dirname, "../../templates/node/webrtc_node");
const source = readdirSync(services, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".py"))
  .map((path) => readFileSync(join(services, path), "utf8"))
  .join("\n");
const metrics = [...Object.values(turnMetrics), ...Object.values(mediaMetrics)];

describe("the metrics table", () => {
  it.each([...new Set(metrics.map(({ name }) => name))])("names what the services of a node publish: %s", (name) => {
    expect(source).toContain(`"${name}"`);
  });

  it("names the dimension that the services publish with", () => {
    expect(source).toContain(`"${nodeMetricDimension}"`);
  });

  it("names each metric of a namespace once", () => {
    const names = metrics.map(({ namespace, name }) => `${namespace} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
