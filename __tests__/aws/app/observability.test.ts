import { awsMetrics } from "../../../modules/aws/observability/aws-metrics";
import { mediaMetrics, turnMetrics } from "../../../modules/shared/metrics";
import { mediaFleet, steadyType, synthApp, turnFleet } from "../../helpers/aws-app-plans";
import { usualApp as stack } from "../../helpers/usual-app";

const known = new Set(
  [awsMetrics, turnMetrics, mediaMetrics].flatMap((table) =>
    Object.values(table).map(({ namespace, name }) => `${namespace} ${name}`),
  ),
);
const alarms = stack.resources("aws_cloudwatch_metric_alarm");
const threshold = (path: string) => stack.at(`${path}/alarm`).body["threshold"];

describe("alarms", () => {
  it("wait for no metric that nobody publishes", () => {
    for (const { path, body } of alarms) {
      if (body["metric_name"] !== undefined) {
        expect([path, known.has(`${body["namespace"]} ${body["metric_name"]}`)]).toEqual([path, true]);
      }
    }
  });

  it("use AWS's metrics by the names in its documentation", () => {
    expect(
      Object.values(awsMetrics)
        .map(({ namespace, name }) => `${namespace} ${name}`)
        .sort(),
    ).toEqual([
      "AWS/ApplicationELB UnHealthyHostCount",
      "AWS/AutoScaling GroupDesiredCapacity",
      "AWS/AutoScaling GroupInServiceInstances",
      "AWS/AutoScaling GroupTerminatingInstances",
      "AWS/CertificateManager DaysToExpiry",
      "AWS/EC2 CPUCreditBalance",
      "AWS/EC2 CPUUtilization",
      "AWS/EC2 NetworkOut",
      "AWS/ElastiCache DatabaseMemoryUsagePercentage",
      "AWS/NetworkELB UnHealthyHostCount",
    ]);
  });

  it("tell the operators when they fire and when they are over, all but those that take a node away", () => {
    for (const { path, body } of alarms.filter(({ path }) => !path.endsWith("/quiet"))) {
      expect([path, body["alarm_actions"], body["ok_actions"]]).toEqual([
        path,
        [expect.stringContaining("outputs.topic_arn")],
        [expect.stringContaining("outputs.topic_arn")],
      ]);
    }
  });

  it("begin to watch once the fleet serves, so that a first deployment wakes nobody", () => {
    const dependent = alarms.filter(({ path }) => path.includes("/alarms/"));
    expect(dependent.length).toBeGreaterThan(10);
    for (const { path, body } of dependent) {
      expect([path, body["depends_on"]]).toEqual([path, [expect.stringMatching(/^aws_autoscaling_group\./)]]);
    }
  });

  it("say what they mean", () => {
    for (const { path, body } of alarms) {
      expect([path, String(body["alarm_description"]).length > 40]).toEqual([path, true]);
    }
  });

  it.each(["turn", "media"])("watch over addresses, health, size, bytes, drains and credits of %s nodes", (fleet) => {
    const keys = alarms.flatMap(({ path }) => new RegExp(`/${fleet}/alarms/([^/]+)/`).exec(path)?.[1] ?? []);
    expect(keys).toEqual(
      expect.arrayContaining([
        "node-without-address",
        "unhealthy-node",
        "too-few-nodes",
        "bytes-near-baseline",
        "drain-over-bound",
        "cpu-credits",
        "balancer-certificate-days",
      ]),
    );
  });

  it("fire below what a type sustains: 85 % of 128 Mb/s in bytes a minute", () => {
    expect(threshold("turn/alarms/bytes-near-baseline")).toBe((128_000_000 / 8) * 60 * 0.85);
  });

  it("fire before a node refuses allocations", () => {
    expect(threshold("turn/alarms/allocations-near-quota")).toBe(36);
  });

  it("fire when a drain outlasts its bound", () => {
    expect(threshold("turn/alarms/drain-over-bound")).toBe(14_400);
  });

  it("count credits only on types that have them", () => {
    const steady = synthApp({
      turn: turnFleet({ instanceType: steadyType }),
      media: mediaFleet({ instanceType: steadyType }),
    });
    expect(steady.text).not.toContain("CPUCreditBalance");
  });

  it("watch the certificate where it is: at the balancer or on the node", () => {
    const node = synthApp({
      turn: turnFleet({ tls: { mode: "node", certificate: { kind: "acme", email: "o@example.com" } } }),
    });
    const metricNames = (of: typeof stack) =>
      of
        .resources("aws_cloudwatch_metric_alarm")
        .filter(({ path }) => path.includes("/turn/") && path.includes("certificate"))
        .map(({ body }) => body["metric_name"]);
    expect(metricNames(stack)).toEqual(["DaysToExpiry"]);
    expect(metricNames(node)).toEqual(["CertificateDays"]);
  });

  it("expect no more nodes than the smallest schedule asks for", () => {
    const night = { name: "night", recurrence: "0 22 * * *", timeZone: "Etc/UTC", min: 1, max: 4 };
    const scheduled = synthApp({ turn: turnFleet({ schedules: [night] }) });
    expect(scheduled.at("turn/alarms/too-few-nodes/alarm").body["threshold"]).toBe(1);
  });
});

describe("the dashboard", () => {
  const { widgets } = JSON.parse(String(stack.only("aws_cloudwatch_dashboard").body["dashboard_body"]));
  const metrics: readonly (readonly [string, string, string, string])[] = widgets.flatMap(
    (widget: { properties: { metrics: unknown[] } }) => widget.properties.metrics,
  );

  it("shows no metric that nobody publishes", () => {
    for (const [namespace, name] of metrics) {
      expect([name, known.has(`${namespace} ${name}`)]).toEqual([name, true]);
    }
  });

  it("shows every metric that nodes publish, except the days of certificates, which alarms watch", () => {
    const shown = new Set(metrics.map(([namespace, name]) => `${namespace} ${name}`));
    const published = [...Object.values(turnMetrics), ...Object.values(mediaMetrics)]
      .filter((metric) => metric !== turnMetrics.certificateDays)
      .map(({ namespace, name }) => `${namespace} ${name}`);
    expect(published.filter((metric) => !shown.has(metric))).toEqual([]);
  });

  it("asks for the metrics of groups that exist", () => {
    const groups = stack.resources("aws_autoscaling_group").map(({ body }) => body["name"]);
    expect(new Set(metrics.map(([, , , group]) => group))).toEqual(new Set(groups));
  });

  it("lays no widget over another, nor beyond the page", () => {
    const places = widgets.map(({ x, y }: { x: number; y: number }) => `${x},${y}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { x, width } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
    }
  });
});

describe("the budget", () => {
  const budget = { name: "webrtc-test", monthly: 4000, costCenter: "WebRTC", notify: ["ops@example.com"] };

  it("counts what carries the cost center, and warns at half, at four fifths and of the whole to come", () => {
    const { body } = synthApp({ budget }).only("aws_budgets_budget");
    expect(body["cost_filter"]).toEqual([{ name: "TagKeyValue", values: ["user:CostCenter$WebRTC"] }]);
    expect(body["limit_amount"]).toBe("4000");
    expect(body["notification"]).toEqual(
      [
        ["ACTUAL", 50],
        ["ACTUAL", 80],
        ["FORECASTED", 100],
      ].map(([notification_type, value]) =>
        expect.objectContaining({
          notification_type,
          threshold: value,
          subscriber_email_addresses: ["ops@example.com"],
        }),
      ),
    );
  });

  it("is not there where none is planned", () => {
    expect(stack.resources("aws_budgets_budget")).toEqual([]);
  });
});
