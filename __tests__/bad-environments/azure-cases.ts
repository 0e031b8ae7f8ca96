import { azureAccessCases } from "./azure-access-cases";
import { azure } from "./azure-base";
import { azureServiceCases } from "./azure-service-cases";
import { azureTrustCases } from "./azure-trust-cases";
import { azureTurnCases } from "./azure-turn-cases";
import type { BadCase } from "./bad-case";

/** What is wrong with the part on Azure as a whole: its shape, tier and regions; the rest has files of its own. */
export const azureCases: readonly BadCase[] = [
  {
    name: "Azure: a field that there is not",
    change: azure({ teir: "free" }),
    path: "azure.teir",
    rule: 'Did you mean "tier"?',
  },
  {
    name: "Azure: another topology",
    change: azure({ topology: "severless" }),
    path: "azure.topology",
    rule: '"serverless"',
    remedy: "serverless",
  },
  { name: "Azure: no tier", change: azure({ tier: undefined }), path: "azure.tier", rule: "Missing" },
  {
    name: "Azure: an unknown tier",
    change: azure({ tier: "resilent" }),
    path: "azure.tier",
    rule: "Tier: one of",
    remedy: 'did you mean "resilient"?',
  },
  {
    name: "Azure: regions as on AWS",
    change: azure({ regions: { westeurope: {} } }),
    path: "azure.regions",
    rule: "a list",
    remedy: "westeurope",
  },
  {
    name: "Azure: no region",
    change: azure({ regions: [] }),
    path: "azure.regions",
    rule: "at least one",
    remedy: "westeurope",
  },
  {
    name: "Azure: a misspelt region",
    change: azure({ regions: ["westeurop"] }),
    path: "azure.regions[0]",
    rule: 'Did you mean "westeurope"?',
  },
  {
    name: "Azure: a region by its display name",
    change: azure({ regions: ["West Europe"] }),
    path: "azure.regions[0]",
    rule: "Unknown region",
    remedy: "as Azure spells it",
  },
  {
    name: "Azure: a region of AWS",
    change: azure({ regions: ["eu-west-1"] }),
    path: "azure.regions[0]",
    rule: "Unknown region",
    remedy: "as Azure spells it",
  },
  {
    name: "Azure: a region twice",
    change: azure({ regions: ["westeurope", "westeurope"] }),
    path: "azure.regions[1]",
    rule: "twice",
    remedy: "once",
  },
  {
    name: "Azure: resilient in one region",
    change: azure({ tier: "resilient" }),
    path: "azure.regions",
    rule: "takes two",
    remedy: "northeurope",
  },
  ...azureTurnCases,
  ...azureAccessCases,
  ...azureServiceCases,
  ...azureTrustCases,
];
