import { azure, federation, guid } from "./azure-base";
import { type BadCase, changed } from "./bad-case";

/** What is wrong where two clouds have to agree. */
export const azureTrustCases: readonly BadCase[] = [
  {
    name: "Azure: trust without a fleet on AWS",
    change: azure({ federation: { tenant: guid, audience: "api://webrtc-aws", identities: { westeurope: guid } } }),
    path: "azure.federation",
    rule: "nobody to trust",
    remedy: '"aws"',
  },
  {
    name: "Azure: trust in an account that is not known",
    change: federation({}, {}),
    path: "aws.account",
    rule: "id of the account",
    remedy: "12 digits",
  },
  {
    name: "Azure: trust in a tenant by name",
    change: federation({ tenant: "example.com" }),
    path: "azure.federation.tenant",
    rule: "GUID",
    remedy: "tenantId",
  },
  {
    name: "Azure: trust for an address of the web",
    change: federation({ audience: "https://sts.amazonaws.com" }),
    path: "azure.federation.audience",
    rule: "application id URI",
    remedy: "api://webrtc-aws",
  },
  {
    name: "Azure: trust in functions of another region",
    change: federation({ identities: { westeurope: guid, northeurope: guid } }),
    path: 'azure.federation.identities["northeurope"]',
    rule: "Not a region",
    remedy: "azure.regions",
  },
  {
    name: "Azure: a region whose functions are not trusted",
    change: federation({ identities: {} }),
    path: "azure.federation.identities",
    rule: "westeurope",
    remedy: "add westeurope",
  },
  {
    name: "Azure: an identity by name",
    change: federation({ identities: { westeurope: "webrtc-functions" } }),
    path: 'azure.federation.identities["westeurope"]',
    rule: "GUID",
    remedy: "terraform output",
  },
  {
    name: "Azure: two clouds of different tenants",
    change: changed(federation({}), { azure: { tenant: "22222222-2222-4222-8222-222222222222" } }),
    path: "azure.federation.tenant",
    rule: "The clouds disagree",
    remedy: "the same id in both places",
  },
  {
    name: "Azure: TURN from AWS, which does not trust the functions yet",
    change: azure({ turn: ["metered", "aws"] }),
    path: "azure.turn[1]",
    rule: "they leave its fleet out.",
    remedy: "azure.federation and aws.account",
    warning: true,
  },
  {
    name: "Azure: TURN from AWS alone, which does not trust the functions yet",
    change: azure({ turn: "aws" }),
    path: "azure.turn",
    rule: "nobody gets TURN credentials",
    remedy: "docs/azure-serverless.md",
    warning: true,
  },
];
