import type { StackIdentity } from "../../shared/stack-identity";

/** A resource as it stands in a synthesized stack. */
export interface PlannedResource {
  readonly stack: Pick<StackIdentity, "id" | "environment" | "cloud" | "region">;
  readonly type: string;
  /** Name within its type and stack. */
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Dollars a month with every fleet at its minimum and at its maximum. */
export interface StandingCost {
  readonly minimum: number;
  readonly maximum: number;
  /** What it is counted under. */
  readonly group: string;
}

/** What a type of resource costs before any traffic. */
export type Pricing<Prices> =
  /** Costs nothing. */
  | { readonly kind: "free" }
  /** Has a price, undefined where the resource is written in a way that is not understood. `besides`: what else it costs. */
  | {
      readonly kind: "priced";
      readonly cost: (resource: PlannedResource, prices: Prices, stack: StackResources) => StandingCost | undefined;
      readonly besides?: string;
    }
  /** Costs by use that no figure of an environment tells. */
  | { readonly kind: "by use"; readonly what: string };

/** The other resources of the same stack. */
export interface StackResources {
  /** The resource that a reference such as `${aws_launch_template.x.id}` means. */
  referred(type: string, reference: unknown): PlannedResource | undefined;
}

/** A fixed cost. */
export function fixed(group: string, dollars: number): StandingCost {
  return { group, minimum: dollars, maximum: dollars };
}

/** A number of the arguments, which cdktf also writes as text. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A block of the arguments, which cdktf writes as an object or as a list of one. */
export function blockOf(value: unknown): Readonly<Record<string, unknown>> {
  const [block] = blocksOf(value);
  return block ?? {};
}

/** Blocks of the arguments. */
export function blocksOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return (Array.isArray(value) ? value : [value]).filter(isRecord);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
