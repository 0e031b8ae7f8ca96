import { azure, guid } from "./azure-base";
import type { BadCase } from "./bad-case";

/** A service connection of Azure DevOps, as Entra ID numbers those made since November 2025. */
const entra = (change: object) => ({
  kind: "oidc",
  issuer: "https://login.microsoftonline.com/44444444-4444-4444-8444-444444444444/v2.0",
  audience: "api://AzureADTokenExchange",
  subjects: ["/eid1/c/pub/t/a/sc/1/2"],
  ...change,
});

/** What is wrong with ids, addresses and pipelines on Azure. */
export const azureAccessCases: readonly BadCase[] = [
  {
    name: "Azure: a subscription by its name",
    change: azure({ subscription: "Pay-As-You-Go" }),
    path: "azure.subscription",
    rule: "GUID",
    remedy: "az account show",
  },
  {
    name: "Azure: a subscription with a digit short",
    change: azure({ subscription: guid.slice(1) }),
    path: "azure.subscription",
    rule: "32 hexadecimal digits",
  },
  {
    name: "Azure: a tenant by its domain",
    change: azure({ tenant: "example.onmicrosoft.com" }),
    path: "azure.tenant",
    rule: "GUID",
    remedy: "tenantId",
  },
  {
    name: "Azure: operators by the name of their group",
    change: azure({ operators: "ops" }),
    path: "azure.operators",
    rule: "GUID",
    remedy: "az ad group show",
  },
  {
    name: "Azure: an address that is none",
    change: azure({ deployFrom: ["203.0.113"] }),
    path: "azure.deployFrom[0]",
    rule: "IPv4",
    remedy: "203.0.113.7",
  },
  {
    name: "Azure: a private address",
    change: azure({ deployFrom: ["10.0.0.4"] }),
    path: "azure.deployFrom[0]",
    rule: "not a public one",
    remedy: "on the internet",
  },
  {
    name: "Azure: everybody may deploy",
    change: azure({ deployFrom: ["0.0.0.0/0"] }),
    path: "azure.deployFrom[0]",
    rule: "4294967296",
    remedy: "agents' own",
  },
  {
    name: "Azure: a range of one address",
    change: azure({ deployFrom: ["20.40.60.80/32"] }),
    path: "azure.deployFrom[0]",
    rule: "one or two addresses",
    remedy: '"20.40.60.80"',
  },
  {
    name: "Azure: a pattern as the subject of a pipeline",
    change: {
      ...azure({ statistics: "off" }),
      deploy: { kind: "oidc", issuer: "https://gitlab.com", audience: "aws", subjects: ["project_path:a/b:*"] },
    },
    path: "deploy.subjects[0]",
    rule: "letter by letter",
    remedy: "without *",
  },
  {
    name: "Azure: more subjects than an identity accepts",
    change: {
      ...azure({ statistics: "off" }),
      deploy: {
        kind: "oidc",
        issuer: "https://gitlab.com",
        audience: "aws",
        subjects: Array.from({ length: 21 }, (_, index) => `branch-${index}`),
      },
    },
    path: "deploy.subjects",
    rule: "20 tokens",
    remedy: "fewer",
  },
  {
    name: "Azure: an issuer whose subjects do not tell the jobs that migrate",
    change: { ...azure({}), deploy: entra({}) },
    path: "deploy.migrationSubjects",
    rule: "nothing tells the jobs that may take it from those that deploy",
    remedy: "azure.statistics.administrators",
  },
  {
    name: "Azure: every job that deploys as administrator of the database",
    change: {
      ...azure({}),
      deploy: entra({ migrationSubjects: ["/eid1/c/pub/t/a/sc/1/3", "/eid1/c/pub/t/a/sc/1/2"] }),
    },
    path: "deploy.migrationSubjects[1]",
    rule: "deploy.subjects has the same subject",
    remedy: "and of no other",
  },
  {
    name: "Azure: no job that migrates",
    change: { ...azure({}), deploy: entra({ migrationSubjects: [] }) },
    path: "deploy.migrationSubjects",
    rule: "no job could migrate",
    remedy: "of the jobs that migrate",
  },
  {
    name: "Azure: a pattern as the subject of a migration",
    change: { ...azure({}), deploy: entra({ migrationSubjects: ["/eid1/c/pub/t/a/sc/1/*"] }) },
    path: "deploy.migrationSubjects[0]",
    rule: "letter by letter",
    remedy: "without *",
  },
  {
    name: "Azure: a group of states with a dot at its end",
    change: {
      ...azure({}),
      state: { kind: "azurerm", resourceGroup: "states.", storageAccount: "exampletf", container: "states" },
    },
    path: "state.resourceGroup",
    rule: "no dot at its end",
    remedy: "terraform",
  },
];
