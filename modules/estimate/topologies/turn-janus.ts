import { internetMegabitsPerSecond } from "../../environment/resolve/turn-limits";
import type { FleetPlan, TurnJanusTopology } from "../../environment/topology";
import { type Block, parallel, part, series } from "../availability/block";
import { redundantMachines } from "../availability/fleet";
import { awsSla } from "../availability/sla";
import { awsPrices } from "../prices/aws-prices";
import { egressDollars } from "../prices/egress";
import { secondsPerMonth } from "../prices/price-list";
import { range } from "../range";
import { mediaTraffic, type Usage } from "../usage";
import {
  awsEgress,
  awsMediaLines,
  gigabytesPerMonth,
  meanMegabits,
  mediaNodeMegabits,
  type TurnNodeEgress,
  turnNodeEgress,
  volume,
} from "./aws-egress";
import type { PartEstimate, WorstLine } from "./part-estimate";

type Region = TurnJanusTopology["regions"][number];

/** coturn and Janus on AWS. */
export function estimateTurnJanus(aws: TurnJanusTopology, usage: Usage): PartEstimate {
  const traffic = mediaTraffic(usage, true);
  const regions = aws.regions.map(({ region }) => region);
  return {
    cloud: "aws",
    topology: aws.kind,
    regions,
    services: { relay: relayBlock(aws), media: mediaBlock(aws) },
    relaysFor: "everybody",
    carries: `${range(allocations(aws, "min"), allocations(aws, "max"))} TURN allocations`,
    usage: awsMediaLines(regions, traffic),
    worst: worstLines(aws),
    unpriced: [],
    unbounded: [
      "CloudWatch logs (flow logs, node logs)",
      "capacity units of the Application Load Balancer",
      "requests and storage of buckets",
      "DNS queries",
    ],
    misfits: [
      ...misfit("relays", "TURN nodes", meanMegabits(traffic.relayed), aws, "turn", turnMegabits),
      ...misfit("sends", "media nodes", meanMegabits(traffic.served), aws, "media", mediaMegabits),
    ],
    budgets: aws.regions.flatMap(({ app }) => app.budget ?? []),
  };
}

function allocations({ regions }: TurnJanusTopology, bound: "min" | "max"): number {
  return regions.reduce((sum, { app: { turn } }) => sum + turn.nodes[bound] * turn.limits.allocationsPerNode, 0);
}

/** Any node of any region relays: health-checked names leave out what is down. Between regions DNS decides. */
function relayBlock({ regions }: TurnJanusTopology): Block {
  return series(part(awsSla.dns), parallel(...regions.map((region) => fleetBlock(region, region.app.turn))));
}

/** A room lives in one region, and nothing moves callers to another one: the region counts alone. */
function mediaBlock({ regions: [home] }: TurnJanusTopology): Block {
  const nodes = home ? [fleetBlock(home, home.app.media)] : [];
  return series(part(awsSla.dns), part(awsSla.balancer), ...nodes);
}

function fleetBlock({ network }: Region, fleet: FleetPlan): Block {
  return redundantMachines({
    count: fleet.nodes.min,
    zones: fleet.placement === "cluster" ? 1 : network.zones.length,
    machine: awsSla.instance,
    shared: awsSla.region,
  });
}

function turnEgress({ app: { turn } }: Region): TurnNodeEgress {
  return turnNodeEgress(turn, internetMegabitsPerSecond(turn.instanceType));
}

function turnMegabits(region: Region): number {
  return turnEgress(region).megabits;
}

function mediaMegabits({ app }: Region): number {
  return mediaNodeMegabits(app.media);
}

function worstLines({ regions }: TurnJanusTopology): readonly WorstLine[] {
  const turn = regions.map((region) => ({
    tiers: awsEgress(region.region),
    gigabytes: gigabytesPerMonth(region.app.turn.nodes.max * turnMegabits(region)),
  }));
  const media = regions.map((region) => ({
    tiers: awsEgress(region.region),
    gigabytes: gigabytesPerMonth(region.app.media.nodes.max * mediaMegabits(region)),
  }));
  const all = egressDollars([...turn, ...media]);
  const sum = (loads: typeof turn): number => loads.reduce((total, { gigabytes }) => total + gigabytes, 0);
  const throughBalancer = sum(turn.filter((_, index) => regions[index]?.app.turn.tls.mode === "nlb"));
  const share = sum(turn) / (sum(turn) + sum(media));
  return [
    {
      what: `TURN egress, ${volume(sum(turn))}`,
      dollars: all * share,
      cap: nodesCap(
        regions,
        "turn",
        turnMegabits,
        [...new Set(regions.map((region) => turnEgress(region).bound))].join("; "),
      ),
    },
    {
      what: `media egress, ${volume(sum(media))}`,
      dollars: all * (1 - share),
      cap: nodesCap(regions, "media", mediaMegabits, "what the type sustains"),
    },
    {
      what: "TURN over TLS through the balancer",
      dollars: throughBalancer * 2 * awsPrices.networkBalancerGigabyte,
      cap: "all of TURN, both directions",
    },
    ...regions.flatMap(({ region, app: { credentials } }) =>
      credentials
        ? {
            what: `calls of the credential API in ${region}`,
            dollars: ((credentials.calls.perSecond * secondsPerMonth) / 1e6) * awsPrices.credentialMillionCalls,
            cap: `${credentials.calls.perSecond} a second`,
          }
        : [],
    ),
  ].filter(({ dollars }) => dollars > 0);
}

function nodesCap(
  regions: readonly Region[],
  role: "turn" | "media",
  megabits: (region: Region) => number,
  why: string,
): string {
  const nodes = regions.map(
    (region) => `${region.app[role].nodes.max} × ${Math.round(megabits(region)).toLocaleString("en-US")} Mb/s`,
  );
  return `${nodes.join(" + ")}, ${why}`;
}

function misfit(
  does: string,
  nodes: string,
  mean: number,
  { regions }: TurnJanusTopology,
  role: "turn" | "media",
  megabits: (region: Region) => number,
): readonly string[] {
  const carried = (bound: "min" | "max"): number =>
    regions.reduce((sum, region) => sum + region.app[role].nodes[bound] * megabits(region), 0);
  const bound = mean > carried("max") ? "maximum" : "minimum";
  const limit = carried(bound === "maximum" ? "max" : "min");
  return mean > limit
    ? [
        `This usage ${does} ${Math.round(mean).toLocaleString("en-US")} Mb/s averaged over the month; ${nodes} at their ${bound} carry ${Math.round(limit).toLocaleString("en-US")}.`,
      ]
    : [];
}
