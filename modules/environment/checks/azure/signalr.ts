import { nearestNumber, signalrCapacities } from "../../catalog/azure-skus";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** The SKU fits the tier and has the capacity. The provider checks neither, Azure after minutes. */
export const checkSignalr: AzureCheck = ({ tier, signalr: { sku, capacity } }) => {
  const capacities = signalrCapacities[sku];
  return [
    ...findingIf(!capacities.includes(capacity), () => ({
      path: "azure.signalr.capacity",
      value: capacity,
      rule: `${sku} has no capacity of ${capacity}: it comes with ${capacities.join(", ")}.`,
      remedy: `set it to ${nearestNumber(capacity, capacities)}, the nearest`,
    })),
    ...findingIf(tier === "free" && sku !== "Free_F1", () => ({
      path: "azure.signalr.sku",
      value: sku,
      rule: "Tier free has no bill, and this SKU has one.",
      remedy: 'set it to "Free_F1", or azure.tier to "standard"',
    })),
    ...findingIf(tier !== "free" && sku === "Free_F1", () => ({
      path: "azure.signalr.sku",
      value: sku,
      rule: `Free_F1 has no SLA, 20 connections and no network rules, all of which tier ${tier} promises.`,
      remedy: 'set it to "Standard_S1", the nearest, or azure.tier to "free"',
    })),
  ];
};
