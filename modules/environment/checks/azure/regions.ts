import { azureRegionNames, findAzureRegion } from "../../catalog/azure-regions";
import { suggestion } from "../../schema/nearest";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** There are regions, each once, with every service, and as many as the tier promises. */
export const checkAzureRegions: AzureCheck = ({ regions, tier }) => [
  ...findingIf(regions.length === 0, () => ({
    path: "azure.regions",
    value: regions,
    rule: "An environment lives in at least one region.",
    remedy: 'name one, such as ["westeurope"]',
  })),
  ...regions.flatMap((name, index) => [
    ...findingIf(!findAzureRegion(name), () => ({
      path: `azure.regions[${index}]`,
      value: name,
      rule: `Unknown region, or one without every service of the topology. ${suggestion(name, azureRegionNames, "Known are")}`,
      remedy: 'write the name as Azure spells it, such as "westeurope"',
    })),
    ...findingIf(regions.indexOf(name) < index, () => ({
      path: `azure.regions[${index}]`,
      value: name,
      rule: "The region is listed twice.",
      remedy: "list each region once",
    })),
  ]),
  ...findingIf(tier === "resilient" && regions.length === 1, () => ({
    path: "azure.regions",
    value: regions,
    rule: "Tier resilient promises that a region may fail, which takes two: no single region reaches 99.9 % (docs/azure-serverless.md).",
    remedy: 'add a second one, such as "northeurope", or set azure.tier to "standard"',
  })),
];
