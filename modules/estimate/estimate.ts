import type { Topology } from "../environment/topology";
import { availability, type Block, figuresOf, series } from "./availability/block";
import type { SlaFigure } from "./availability/sla";
import type { PlannedResource } from "./resources/planned-resource";
import { type StandingCosts, standingCosts } from "./resources/standing-costs";
import { estimateGoLive } from "./topologies/go-live";
import { estimateGoLiveOnAws } from "./topologies/go-live-aws";
import { estimateOpenviduHa } from "./topologies/openvidu-ha";
import type { PartEstimate, ServiceName, UsageLine, WorstLine } from "./topologies/part-estimate";
import { estimateServerless } from "./topologies/serverless";
import { estimateTurnJanus } from "./topologies/turn-janus";
import type { Usage } from "./usage";

/** Availability of something, where parts fail independently of each other. */
export interface Availability {
  readonly block: Block;
  readonly availability: number;
  /** Figures in it that nobody owes: the figure of the paid SKU, or an advertised one. */
  readonly withoutPromise: readonly SlaFigure[];
}

/** What an environment promises and costs. */
export interface EnvironmentEstimate {
  readonly environment: string;
  readonly usage: Usage;
  readonly parts: readonly (PartEstimate & { readonly availability?: Availability })[];
  readonly services: readonly (Availability & { readonly service: ServiceName })[];
  /** All services together; absent where nobody promises any. */
  readonly availability?: Availability;
  readonly standing: StandingCosts;
  readonly usageLines: readonly UsageLine[];
  /** US dollars a month at the usage, with fleets at their minimum, and with all at their maximum. */
  readonly month: { readonly minimum: number; readonly maximum: number };
  readonly turnEgress: number;
  /** Share of one call in the month, and what it costs by itself; absent where there are no calls. */
  readonly perCall?: { readonly whole: number; readonly alone: number };
  readonly perUserMonth: number;
  readonly worst: { readonly lines: readonly WorstLine[]; readonly dollars: number };
}

/** Estimates an environment from its topology and the resources that were synthesized for it. */
export function estimateEnvironment(
  { environment, aws, azure, goLive }: Topology,
  resources: readonly PlannedResource[],
  usage: Usage,
): EnvironmentEstimate {
  const onAws = aws && estimateAws(aws, usage);
  const onAzure = azure && estimateServerless(azure, usage, onAws);
  const parts = [onAws, onAzure, goLive && estimateGoLive(goLive, usage)].flatMap((part) => part ?? []);
  const blocks: PartEstimate["services"] = Object.assign({}, ...parts.map(({ services }) => services));
  const services = serviceOrder.flatMap((service) => {
    const block = blocks[service];
    return block ? { service, ...availabilityOf(block) } : [];
  });
  const standing = standingCosts(resources.filter(({ stack }) => stack.environment === environment));
  const usageLines = parts.flatMap((part) => part.usage);
  const used = total(usageLines);
  const worst = [
    ...parts.flatMap((part) => part.worst),
    { what: "all fleets at their maximum", dollars: standing.maximum, cap: "numbers of nodes, without traffic" },
  ];
  const minimum = standing.minimum + used;
  return {
    environment,
    usage,
    parts: parts.map((part) => ({ ...part, ...together(Object.values(part.services)) })),
    services,
    ...together(services.map(({ block }) => block)),
    standing,
    usageLines,
    month: { minimum, maximum: standing.maximum + used },
    turnEgress: total(usageLines.filter(({ kind }) => kind === "turn egress")),
    ...(usage.calls > 0 && { perCall: { whole: minimum / usage.calls, alone: used / usage.calls } }),
    perUserMonth: minimum / usage.users,
    worst: { lines: worst, dollars: total(worst) },
  };
}

const serviceOrder = ["page", "signalling", "relay", "media"] as const;

/** One case per topology, one file per case. */
function estimateAws(aws: NonNullable<Topology["aws"]>, usage: Usage): PartEstimate {
  switch (aws.kind) {
    case "turn-janus":
      return estimateTurnJanus(aws, usage);
    case "openvidu-ha":
      return estimateOpenviduHa(aws, usage);
    case "go-live":
      return estimateGoLiveOnAws(aws, usage);
  }
}

function together(blocks: readonly Block[]): { readonly availability?: Availability } {
  return blocks.length === 0 ? {} : { availability: availabilityOf(series(...blocks)) };
}

function availabilityOf(block: Block): Availability {
  return {
    block,
    availability: availability(block),
    withoutPromise: figuresOf(block).filter(({ without }) => without !== undefined),
  };
}

function total(lines: readonly { readonly dollars: number }[]): number {
  return lines.reduce((sum, { dollars }) => sum + dollars, 0);
}
