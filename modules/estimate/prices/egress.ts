import { type PriceTier, tiered } from "./price-list";

/** What leaves a region towards the internet in a month. */
export interface Egress {
  readonly tiers: readonly PriceTier[];
  readonly gigabytes: number;
}

/** Price of what leaves several regions. Steps count the volume of the account, so that a region's share costs its part of the whole. */
export function egressDollars(regions: readonly Egress[]): number {
  const total = regions.reduce((sum, { gigabytes }) => sum + gigabytes, 0);
  return total === 0
    ? 0
    : regions.reduce((sum, { tiers, gigabytes }) => sum + (tiered(tiers, total) * gigabytes) / total, 0);
}
