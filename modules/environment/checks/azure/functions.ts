import { azureDefaults, azureLimits } from "../../azure-defaults";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** The plan has the instances. */
export const checkFunctions: AzureCheck = ({ tier, functions }) => {
  const { hosting, maximumInstances, alwaysReady, memoryMebibytes } = functions;
  const { from, to } = hosting === "flex" ? azureLimits.flexInstances : azureLimits.premiumInstances;
  const nearest = Math.min(Math.max(maximumInstances, from), to);
  const within = nearest === maximumInstances;
  return [
    ...findingIf(!within, () => ({
      path: "azure.functions.maximumInstances",
      value: maximumInstances,
      rule: `${hosting === "flex" ? "Flex Consumption takes" : "An EP1 plan takes"} a limit from ${from} to ${to}.`,
      remedy: `set it to ${nearest}, the nearest`,
    })),
    ...findingIf(within && alwaysReady > maximumInstances, () => ({
      path: "azure.functions.alwaysReady",
      value: alwaysReady,
      rule: `More instances would never sleep than may run (${maximumInstances}).`,
      remedy: `set it to at most ${maximumInstances}, or raise azure.functions.maximumInstances`,
    })),
    ...findingIf(tier === "resilient" && hosting === "flex" && alwaysReady === 1, () => ({
      path: "azure.functions.alwaysReady",
      value: alwaysReady,
      rule: "A zone-redundant app keeps either none or at least two instances ready, so that a zone may fail.",
      remedy: "set it to 2, the nearest, or 0",
    })),
    ...findingIf(tier === "resilient" && hosting === "premium" && within && maximumInstances < 3, () => ({
      path: "azure.functions.maximumInstances",
      value: maximumInstances,
      rule: "A zone-redundant EP1 plan has three workers, one per zone.",
      remedy: "set it to 3, the nearest",
    })),
    ...findingIf(hosting === "premium" && memoryMebibytes !== azureDefaults.memoryMebibytes.value, () => ({
      path: "azure.functions.memoryMebibytes",
      value: memoryMebibytes,
      rule: "An EP1 instance has 3.5 GB, whatever is written here: memory is a choice of Flex Consumption.",
      remedy: 'leave it out, or set azure.functions.hosting to "flex"',
    })),
    ...findingIf(tier === "free" && hosting === "premium", () => ({
      path: "azure.functions.hosting",
      value: hosting,
      rule: "Tier free has no bill, and EP1 is paid around the clock.",
      remedy: 'set it to "flex", or azure.tier to "standard"',
    })),
    ...findingIf(tier === "free" && alwaysReady > 0, () => ({
      path: "azure.functions.alwaysReady",
      value: alwaysReady,
      rule: "Tier free has no bill, and instances that never sleep are paid around the clock.",
      remedy: 'set it to 0, or azure.tier to "standard"',
    })),
  ];
};
