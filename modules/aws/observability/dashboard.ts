import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import type { MediaFleetPlan, TurnFleetPlan } from "../../environment/topology";
import { type CommonMetrics, mediaMetrics, nodeMetricDimension, turnMetrics } from "../../shared/metrics";
import type { AwsMetric } from "./aws-metrics";
import { awsMetrics } from "./aws-metrics";
import { sustainedBytesPerMinute } from "./fleet-alarms";

/** Width of a CloudWatch dashboard, in its units. */
const dashboardWidth = 24;
const graphsPerRow = 4;
const graphHeight = 6;

interface Line {
  readonly metric: AwsMetric;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum";
}

interface Graph {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Value at which the fleet acts, or at which a node is full. */
  readonly marks?: readonly { readonly label: string; readonly value: number }[];
}

export interface DashboardProps {
  readonly name: string;
  readonly region: string;
  /** Absent: no TURN fleet in this layer. */
  readonly turn?: TurnFleetPlan;
  readonly media: Pick<MediaFleetPlan, "name" | "scaling">;
}

/** One page for each region: a row for size and load of each fleet, a row for what goes wrong. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { turn } = props;
    const graphs = [
      ...(turn ? turnGraphs(turn).map((graph) => ({ graph, group: turn.name })) : []),
      ...mediaGraphs(props.media).map((graph) => ({ graph, group: props.media.name })),
    ];
    new CloudwatchDashboard(this, "dashboard", {
      dashboardName: props.name,
      dashboardBody: JSON.stringify({
        widgets: graphs.map(({ graph, group }, position) => widget(graph, group, props.region, position)),
      }),
    });
  }
}

function turnGraphs(plan: TurnFleetPlan): readonly Graph[] {
  return [
    size("TURN nodes"),
    {
      title: "TURN bytes out per node and minute",
      lines: both(awsMetrics.networkOut),
      marks: [
        { label: "scale out", value: plan.scaling.targetBytesOutPerMinute },
        { label: "sustained by the type", value: sustainedBytesPerMinute(plan) },
      ],
    },
    {
      title: "TURN allocations per node",
      lines: both(turnMetrics.allocations),
      marks: [
        { label: "scale out", value: plan.scaling.targetAllocations },
        { label: "quota", value: plan.limits.allocationsPerNode },
      ],
    },
    { title: "TURN CPU", lines: both(awsMetrics.cpu) },
    ...troubles("TURN", turnMetrics),
    { title: "TURN refusals for a quota", lines: [{ metric: turnMetrics.quotaRefusals, statistic: "Sum" }] },
  ];
}

function mediaGraphs(plan: DashboardProps["media"]): readonly Graph[] {
  return [
    size("Media nodes"),
    {
      title: "Media CPU",
      lines: both(awsMetrics.cpu),
      marks: [
        { label: "scale out", value: plan.scaling.scaleOutCpuPercent },
        { label: "scale in", value: plan.scaling.scaleInCpuPercent },
      ],
    },
    { title: "Media sessions per node", lines: both(mediaMetrics.sessions) },
    { title: "Media bytes out per node and minute", lines: both(awsMetrics.networkOut) },
    ...troubles("Media", mediaMetrics),
  ];
}

function size(title: string): Graph {
  return {
    title,
    lines: [awsMetrics.inService, awsMetrics.desired, awsMetrics.terminating].map((metric) => ({
      metric,
      statistic: "Maximum",
    })),
  };
}

function troubles(fleet: string, metrics: CommonMetrics): readonly Graph[] {
  return [
    {
      title: `${fleet} nodes without address or health`,
      lines: [
        { metric: metrics.withoutAddress, statistic: "Sum" },
        { metric: metrics.unhealthy, statistic: "Sum" },
      ],
    },
    { title: `${fleet} longest drain, seconds`, lines: [{ metric: metrics.drainSeconds, statistic: "Maximum" }] },
    {
      title: `${fleet} packets held back by AWS`,
      lines: [{ metric: metrics.allowanceExceededPackets, statistic: "Sum" }],
    },
  ];
}

function both(metric: AwsMetric): readonly Line[] {
  return [
    { metric, statistic: "Average" },
    { metric, statistic: "Maximum" },
  ];
}

function widget(graph: Graph, group: string, region: string, position: number): unknown {
  const width = dashboardWidth / graphsPerRow;
  return {
    type: "metric",
    x: (position % graphsPerRow) * width,
    y: Math.floor(position / graphsPerRow) * graphHeight,
    width,
    height: graphHeight,
    properties: {
      title: graph.title,
      region,
      view: "timeSeries",
      period: 60,
      metrics: graph.lines.map(({ metric, statistic }) => [
        metric.namespace,
        metric.name,
        nodeMetricDimension,
        group,
        { stat: statistic },
      ]),
      annotations: { horizontal: graph.marks ?? [] },
    },
  };
}
