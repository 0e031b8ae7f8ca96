import type { Cloud } from "../../shared/stack-identity";
import { awsBaseRegion, awsPricesAsOf, awsRegionPrices } from "./aws-prices";
import { azureBaseRegion, azurePricesAsOf, azureRegionPrices } from "./azure-prices";
import { pricesOf } from "./price-list";

/** Whose prices were taken for a region, and of when. */
export interface PriceSource {
  readonly cloud: Cloud;
  readonly region: string;
  /** Region of the table. */
  readonly pricesOf: string;
  readonly asOf: string;
  readonly source: string;
}

/** Whose prices were taken for the regions of the parts. */
export function priceSources(
  parts: readonly { readonly cloud: Cloud | "own"; readonly regions: readonly string[] }[],
): readonly PriceSource[] {
  const source = "list price, pay as you go, without tax; noted down by hand: check before relying";
  return parts.flatMap(({ cloud, regions }) =>
    cloud === "own" ? [] : regions.map((region) => ({ cloud, region, ...found[cloud](region), source })),
  );
}

const found: Readonly<Record<Cloud, (region: string) => Pick<PriceSource, "pricesOf" | "asOf">>> = {
  aws: (region) => ({ pricesOf: pricesOf(awsRegionPrices, region, awsBaseRegion).of, asOf: awsPricesAsOf }),
  azure: (region) => ({ pricesOf: pricesOf(azureRegionPrices, region, azureBaseRegion).of, asOf: azurePricesAsOf }),
};
