import type { OpenviduHaTopology } from "../../environment/topology";
import { type Block, part, series } from "../availability/block";
import { redundantMachines } from "../availability/fleet";
import { awsSla } from "../availability/sla";
import { awsPrices } from "../prices/aws-prices";
import { egressDollars } from "../prices/egress";
import { mediaTraffic, type Usage } from "../usage";
import { awsEgress, awsMediaLines, gigabytesPerMonth, meanMegabits, mediaNodeMegabits, volume } from "./aws-egress";
import type { PartEstimate, WorstLine } from "./part-estimate";

/** Masters that have to work for calls: with two of the four down recording suffers, with three down all ends (OpenVidu, fault tolerance). */
const neededMasters = 2;

type Region = OpenviduHaTopology["regions"][number];

/** OpenVidu with high availability. Its media nodes relay for their own rooms, so that TURN needs no machines of its own. */
export function estimateOpenviduHa({ kind, regions }: OpenviduHaTopology, usage: Usage): PartEstimate {
  const traffic = { ...mediaTraffic({ ...usage, media: 1 }, true), between: 0 };
  const mean = meanMegabits(traffic.relayed + traffic.served);
  const carried = regions.reduce((sum, { app }) => sum + app.media.nodes.max * mediaNodeMegabits(app.media), 0);
  return {
    cloud: "aws",
    topology: kind,
    regions: regions.map(({ region }) => region),
    services: {
      signalling: series(part(awsSla.dns), part(awsSla.balancer), ...regions.map(mastersBlock)),
      media: series(...regions.map(mediaBlock)),
    },
    relaysFor: "itself",
    usage: awsMediaLines(
      regions.map(({ region }) => region),
      traffic,
    ),
    worst: regions.flatMap(worstLines),
    unpriced: ["OpenVidu's licence, by cores and minutes"],
    unbounded: ["CloudWatch logs", "requests and storage of buckets", "snapshots of volumes", "DNS queries"],
    misfits:
      mean > carried
        ? [
            `This usage sends ${Math.round(mean).toLocaleString("en-US")} Mb/s averaged over the month; media nodes at their maximum carry ${Math.round(carried).toLocaleString("en-US")}.`,
          ]
        : [],
    budgets: regions.flatMap(({ app }) => app.budget ?? []),
  };
}

function mastersBlock({ network }: Region): Block {
  return redundantMachines({
    count: network.masters.length,
    needed: neededMasters,
    zones: new Set(network.masters.map(({ zone }) => zone)).size,
    machine: awsSla.instance,
    shared: awsSla.region,
  });
}

function mediaBlock({ network: { vpc }, app }: Region): Block {
  return redundantMachines({
    count: app.media.nodes.min,
    zones: vpc.kind === "own" ? vpc.zones.length : Object.keys(vpc.mediaSubnets).length,
    machine: awsSla.instance,
    shared: awsSla.region,
  });
}

function worstLines({ region, app: { media, turnHostname } }: Region): readonly WorstLine[] {
  const megabits = mediaNodeMegabits(media);
  const gigabytes = gigabytesPerMonth(media.nodes.max * megabits);
  return [
    {
      what: `media and TURN egress, ${volume(gigabytes)}`,
      dollars: egressDollars([{ tiers: awsEgress(region), gigabytes }]),
      cap: `${media.nodes.max} × ${megabits.toLocaleString("en-US")} Mb/s, what the type sustains`,
    },
    ...(turnHostname === undefined
      ? []
      : [
          {
            what: "TURN over TLS through the balancer",
            dollars: gigabytes * 2 * awsPrices.networkBalancerGigabyte,
            cap: "all of it, both directions",
          },
        ]),
  ];
}
