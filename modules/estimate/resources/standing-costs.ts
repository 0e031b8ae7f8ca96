import type { Cloud } from "../../shared/stack-identity";
import { awsBaseRegion, awsRegionPrices } from "../prices/aws-prices";
import { azureBaseRegion, azureRegionPrices } from "../prices/azure-prices";
import { pricesOf } from "../prices/price-list";
import { awsPricing } from "./aws-resources";
import { azurePricing } from "./azure-resources";
import type { PlannedResource, Pricing, StackResources, StandingCost } from "./planned-resource";

/** A line of the costs that are there without traffic. */
export interface StandingLine {
  readonly cloud: Cloud;
  readonly region: string;
  readonly what: string;
  /** Resources in it. */
  readonly count: number;
  /** US dollars a month with every fleet at its minimum. */
  readonly minimum: number;
  /** The same with every fleet at its maximum. */
  readonly maximum: number;
}

/** A type whose cost, or a part of it, is in no figure. */
export interface UnpricedType {
  readonly type: string;
  readonly count: number;
  /** What is not in the figures. */
  readonly what: string;
}

/** What resources cost before any traffic. Every type is in exactly one of the first three. */
export interface StandingCosts {
  readonly pricedTypes: readonly string[];
  readonly freeTypes: readonly string[];
  readonly unpriced: readonly UnpricedType[];
  /** Parts of priced types that are in no figure. */
  readonly besides: readonly UnpricedType[];
  readonly lines: readonly StandingLine[];
  readonly minimum: number;
  readonly maximum: number;
}

/** Walks all resources: each is priced, free, or named as unpriced. */
export function standingCosts(resources: readonly PlannedResource[]): StandingCosts {
  const looked = resources.map((resource) => ({ resource, ...look(resource, resources) }));
  const lines = new Map<string, StandingLine>();
  for (const { resource, cost } of looked) {
    if (cost && cost.maximum > 0) {
      const { cloud, region } = resource.stack;
      const key = [cloud, region, cost.group].join(" ");
      const { count, minimum, maximum } = lines.get(key) ?? { count: 0, minimum: 0, maximum: 0 };
      lines.set(key, {
        cloud,
        region,
        what: cost.group,
        count: count + 1,
        minimum: minimum + cost.minimum,
        maximum: maximum + cost.maximum,
      });
    }
  }
  const typesWhere = (holds: (kind: Look) => boolean): readonly string[] => [
    ...new Set(looked.filter(holds).map(({ resource }) => resource.type)),
  ];
  const unpricedTypes = typesWhere(({ unpriced }) => unpriced !== undefined);
  const sum = (bound: "minimum" | "maximum"): number =>
    [...lines.values()].reduce((total, line) => total + line[bound], 0);
  return {
    pricedTypes: typesWhere(({ cost }) => cost !== undefined).filter((type) => !unpricedTypes.includes(type)),
    freeTypes: typesWhere(({ cost, unpriced }) => cost === undefined && unpriced === undefined).filter(
      (type) => !unpricedTypes.includes(type),
    ),
    unpriced: byType(
      looked.flatMap(({ resource: { type }, unpriced: what }) => (what === undefined ? [] : { type, what })),
    ),
    besides: byType(
      looked.flatMap(({ resource: { type }, cost, besides: what }) =>
        what === undefined || !cost || cost.maximum === 0 ? [] : { type, what },
      ),
    ),
    lines: [...lines.values()],
    minimum: sum("minimum"),
    maximum: sum("maximum"),
  };
}

interface Look {
  readonly cost?: StandingCost;
  readonly unpriced?: string;
  readonly besides?: string;
}

function look(resource: PlannedResource, all: readonly PlannedResource[]): Look {
  const { cloud, region } = resource.stack;
  switch (cloud) {
    case "aws":
      return lookWith(
        awsPricing(resource.type),
        resource,
        pricesOf(awsRegionPrices, region, awsBaseRegion).prices,
        all,
      );
    case "azure":
      return lookWith(
        azurePricing(resource.type),
        resource,
        pricesOf(azureRegionPrices, region, azureBaseRegion).prices,
        all,
      );
  }
}

function lookWith<Prices>(
  pricing: Pricing<Prices> | undefined,
  resource: PlannedResource,
  prices: Prices,
  all: readonly PlannedResource[],
): Look {
  switch (pricing?.kind) {
    case undefined:
      return { unpriced: "not in the price table" };
    case "free":
      return {};
    case "by use":
      return { unpriced: pricing.what };
    case "priced": {
      const cost = pricing.cost(resource, prices, siblings(resource, all));
      return cost
        ? { cost, ...(pricing.besides !== undefined && { besides: pricing.besides }) }
        : { unpriced: "size or type that the price table lacks" };
    }
  }
}

function siblings({ stack }: PlannedResource, all: readonly PlannedResource[]): StackResources {
  return {
    referred(type, reference) {
      const name = /^\$\{([\w-]+)\.([\w-]+)\.\w+\}$/.exec(String(reference));
      return name?.[1] === type
        ? all.find((other) => other.stack.id === stack.id && other.type === type && other.name === name[2])
        : undefined;
    },
  };
}

function byType(found: readonly { readonly type: string; readonly what: string }[]): readonly UnpricedType[] {
  return [...new Set(found.map(({ type }) => type))].sort().map((type) => {
    const same = found.filter((other) => other.type === type);
    return { type, count: same.length, what: [...new Set(same.map(({ what }) => what))].join(", ") };
  });
}
