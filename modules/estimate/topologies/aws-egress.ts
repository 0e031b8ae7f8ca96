import { internetMegabitsPerSecond, relayDirections } from "../../environment/resolve/turn-limits";
import type { FleetPlan, TurnFleetPlan } from "../../environment/topology";
import { awsBaseRegion, awsPrices, awsRegionPrices } from "../prices/aws-prices";
import { egressDollars } from "../prices/egress";
import { type PriceTier, pricesOf, secondsPerMonth } from "../prices/price-list";
import type { MediaTraffic } from "../usage";
import type { UsageLine } from "./part-estimate";

/** GB that a number of megabits per second is in a month. */
export function gigabytesPerMonth(megabitsPerSecond: number): number {
  return (megabitsPerSecond * secondsPerMonth) / 8 / 1000;
}

/** Megabits per second that a volume of a month is on average. */
export function meanMegabits(gigabytes: number): number {
  return (gigabytes * 8 * 1000) / secondsPerMonth;
}

/** Price of egress in a region of AWS. */
export function awsEgress(region: string): readonly PriceTier[] {
  return pricesOf(awsRegionPrices, region, awsBaseRegion).prices.egress;
}

/** Most that a node of a TURN fleet sends, and what bounds it. */
export interface TurnNodeEgress {
  readonly megabits: number;
  readonly bound: string;
}

/**
 * Most that a node of a TURN fleet sends: coturn's limit for the node, or for all its allocations together, in both directions; or
 * what the machine sustains, Mb/s, where that is less.
 */
export function turnNodeEgress({ limits }: Pick<TurnFleetPlan, "limits">, sustained: number): TurnNodeEgress {
  const allocations = limits.allocationsPerNode * limits.bytesPerSecondPerAllocation;
  const relayed = (Math.min(limits.bytesPerSecondPerNode, allocations) * relayDirections * 8) / 1e6;
  return relayed < sustained
    ? { megabits: relayed, bound: "coturn's limits in both directions" }
    : { megabits: sustained, bound: "what the type sustains" };
}

/** Most that a media node sends for long, Mb/s: what its type sustains towards the internet. */
export function mediaNodeMegabits({ instanceType }: Pick<FleetPlan, "instanceType">): number {
  return internetMegabitsPerSecond(instanceType);
}

/** What media costs that leaves AWS, spread evenly over the regions. */
export function awsMediaLines(regions: readonly string[], traffic: MediaTraffic): readonly UsageLine[] {
  const sent = traffic.relayed + traffic.served;
  const dollars = egressDollars(
    regions.map((region) => ({ tiers: awsEgress(region), gigabytes: sent / regions.length })),
  );
  const share = (gigabytes: number): number => (sent === 0 ? 0 : (dollars * gigabytes) / sent);
  const between = traffic.between * 2 * awsPrices.betweenPublicAddressesGigabyte;
  const lines: readonly UsageLine[] = [
    { what: `TURN egress, ${volume(traffic.relayed)}`, kind: "turn egress", dollars: share(traffic.relayed) },
    { what: `media egress, ${volume(traffic.served)}`, kind: "media egress", dollars: share(traffic.served) },
    { what: `between TURN and media nodes, ${volume(traffic.between)}`, kind: "other", dollars: between },
  ];
  return lines.filter((line) => line.dollars > 0);
}

/** A volume as people say it. */
export function volume(gigabytes: number): string {
  const [amount, unit] = gigabytes >= 1000 ? [gigabytes / 1000, "TB"] : [gigabytes, "GB"];
  return `${amount.toLocaleString("en-US", { maximumFractionDigits: amount < 100 ? 1 : 0 })} ${unit}`;
}
