/** A step of a price that falls with the volume. */
export interface PriceTier {
  /** GB of the month up to which it holds; absent: without end. */
  readonly upToGigabytes?: number;
  readonly dollars: number;
}

/** Hours in a month, as AWS and Azure count them. */
export const hoursPerMonth = 730;

/** Seconds in a month of {@link hoursPerMonth}. */
export const secondsPerMonth = hoursPerMonth * 3600;

/** Days in a month of {@link hoursPerMonth}. */
export const daysPerMonth = hoursPerMonth / 24;

/** Price of a volume by tiers, US dollars. */
export function tiered(tiers: readonly PriceTier[], gigabytes: number): number {
  let from = 0;
  let dollars = 0;
  for (const { upToGigabytes = Number.POSITIVE_INFINITY, dollars: price } of tiers) {
    dollars += Math.max(0, Math.min(gigabytes, upToGigabytes) - from) * price;
    from = upToGigabytes;
  }
  return dollars;
}

/** Prices of a region, and whose they are. */
export interface RegionPrices<Prices> {
  readonly prices: Prices;
  /** Region of the table: another where the table lacks the one asked for. */
  readonly of: string;
}

/** Prices of a region, or of `instead` where the table lacks it. */
export function pricesOf<Prices>(
  table: Readonly<Record<string, Prices>>,
  region: string,
  instead: string,
): RegionPrices<Prices> {
  const own = Object.hasOwn(table, region) ? table[region] : undefined;
  const other = table[instead];
  if (own) {
    return { prices: own, of: region };
  }
  if (!other) {
    throw new RangeError(`the price table lacks ${instead}, which stands in for other regions`);
  }
  return { prices: other, of: instead };
}
