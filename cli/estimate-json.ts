import { formula } from "../modules/estimate/availability/block";
import { slaSources } from "../modules/estimate/availability/sla";
import type { Availability, EnvironmentEstimate } from "../modules/estimate/estimate";
import { priceSources } from "../modules/estimate/prices/price-sources";

/** An estimate as data, with what it rests on. */
export function estimateAsJson(estimate: EnvironmentEstimate): Readonly<Record<string, unknown>> {
  const { environment, usage, parts, services, availability, standing, usageLines } = estimate;
  const { month, turnEgress, perCall, perUserMonth, worst } = estimate;
  return {
    environment,
    usage,
    availability: {
      assumption: "parts fail independently of each other",
      sources: slaSources,
      ...(availability && asJson(availability)),
      services: services.map((service) => ({ service: service.service, ...asJson(service) })),
      parts: parts.map((part) => ({
        cloud: part.cloud,
        topology: part.topology,
        ...(part.availability && asJson(part.availability)),
      })),
    },
    cost: {
      currency: "USD",
      prices: priceSources(parts),
      month,
      perCall,
      perUserMonth,
      turnEgress,
      standing: { minimum: standing.minimum, maximum: standing.maximum, lines: standing.lines },
      usage: usageLines,
      types: { priced: standing.pricedTypes, free: standing.freeTypes, unpriced: standing.unpriced },
      partsNotPriced: standing.besides,
      otherNotPriced: parts.flatMap(({ unpriced }) => unpriced),
      misfits: parts.flatMap(({ misfits }) => misfits),
    },
    worst: {
      ...worst,
      unbounded: parts.flatMap(({ unbounded }) => unbounded),
      budgets: parts.flatMap(({ budgets }) => budgets),
    },
  };
}

function asJson({ block, availability, withoutPromise }: Availability): Readonly<Record<string, unknown>> {
  return {
    availability,
    formula: formula(block),
    withoutPromise: withoutPromise.map(({ name, without }) => ({ name, because: without })),
    block,
  };
}
