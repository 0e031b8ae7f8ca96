import type { GoLiveTopology } from "../../environment/topology";
import { part, series } from "../availability/block";
import { redundantMachines } from "../availability/fleet";
import { awsSla } from "../availability/sla";
import { meteredGigabyte } from "../prices/azure-prices";
import { egressDollars } from "../prices/egress";
import { broadcastTraffic, type Usage } from "../usage";
import { awsEgress, awsMediaLines, gigabytesPerMonth, meanMegabits, mediaNodeMegabits, volume } from "./aws-egress";
import type { PartEstimate, UsageLine } from "./part-estimate";

type Region = GoLiveTopology["regions"][number];

/** live-webrtc on AWS: one sends, the others watch. All of it leaves the instances; what is relayed leaves a TURN service once more. */
export function estimateGoLiveOnAws({ kind, regions }: GoLiveTopology, usage: Usage): PartEstimate {
  const { served, relayed } = broadcastTraffic(usage);
  const turn = regions[0]?.app.fleet.live.turn.kind ?? "none";
  const mean = meanMegabits(served);
  const carried = regions.reduce((sum, { app }) => sum + fleetMegabits(app.fleet), 0);
  const loads = regions.map(({ region, app }) => ({
    tiers: awsEgress(region),
    gigabytes: gigabytesPerMonth(fleetMegabits(app.fleet)),
  }));
  return {
    cloud: "aws",
    topology: kind,
    regions: regions.map(({ region }) => region),
    services: { media: series(part(awsSla.dns), part(awsSla.balancer), ...regions.slice(0, 1).map(fleetBlock)) },
    relaysFor: "itself",
    usage: [
      ...awsMediaLines(
        regions.map(({ region }) => region),
        { served, relayed: 0, between: 0 },
      ),
      ...(turn === "metered" ? [meteredLine(relayed)] : []),
    ],
    worst: [
      {
        what: `media egress, ${volume(loads.reduce((sum, { gigabytes }) => sum + gigabytes, 0))}`,
        dollars: egressDollars(loads),
        cap: `${regions.map(({ app: { fleet } }) => `${fleet.nodes.max} × ${mediaNodeMegabits(fleet).toLocaleString("en-US")} Mb/s`).join(" + ")}, what the type sustains`,
      },
    ],
    unpriced: turn === "none" || turn === "metered" ? [] : [`TURN (${turn}), ${volume(relayed)}`],
    unbounded: [
      "CloudWatch logs",
      "capacity units of the Application Load Balancer",
      "requests and storage of buckets",
      ...(turn === "none" ? [] : ["the TURN service: set its own limit there"]),
    ],
    misfits:
      mean > carried
        ? [
            `This usage sends ${Math.round(mean).toLocaleString("en-US")} Mb/s averaged over the month; instances at their maximum carry ${Math.round(carried).toLocaleString("en-US")}.`,
          ]
        : [],
    budgets: regions.flatMap(({ app }) => app.budget ?? []),
  };
}

function fleetBlock({ network, app: { fleet } }: Region) {
  return redundantMachines({
    count: fleet.nodes.min,
    zones: network.zones.length,
    machine: awsSla.instance,
    shared: awsSla.region,
  });
}

function fleetMegabits(fleet: Region["app"]["fleet"]): number {
  return fleet.nodes.max * mediaNodeMegabits(fleet);
}

function meteredLine(gigabytes: number): UsageLine {
  return {
    what: `TURN egress at metered.ca, ${volume(gigabytes)}`,
    kind: "turn egress",
    dollars: gigabytes * meteredGigabyte,
  };
}
