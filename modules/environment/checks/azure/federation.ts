import type { Finding } from "../../problem";
import { type CompleteAzure, turnSourcePath } from "../../settings/azure-settings";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";
import { idFinding } from "./ids";

/** AWS trusts functions that exist, for a fleet that exists, in an account that is known. */
export const checkFederation: AzureCheck = (azure, { aws }) => {
  const { federation, regions, turn, tenant } = azure;
  if (!federation) {
    return untrusted(azure);
  }
  const fromAws = turn.some(({ kind }) => kind === "aws");
  return [
    ...findingIf(!fromAws, () => ({
      path: "azure.federation",
      value: federation,
      rule: "No credentials come from AWS, so that AWS has nobody to trust.",
      remedy: 'add "aws" to azure.turn, or leave federation out',
    })),
    ...findingIf(fromAws && aws !== undefined && aws.account === undefined, () => ({
      path: "aws.account",
      rule: "Functions take a role on AWS by its name, which holds the id of the account.",
      remedy: "add aws.account with the 12 digits",
    })),
    ...idFinding("azure.federation.tenant", federation.tenant, "az account show --query tenantId"),
    ...findingIf(tenant !== undefined && tenant.toLowerCase() !== federation.tenant.toLowerCase(), () => ({
      path: "azure.federation.tenant",
      value: federation.tenant,
      rule: `The clouds disagree: AWS would trust this tenant, and the functions live in another one (azure.tenant = ${tenant}).`,
      remedy: "write the same id in both places",
    })),
    ...findingIf(!/^api:\/\/[\w.-]+(?:\/[\w.-]+)*$/.test(federation.audience), () => ({
      path: "azure.federation.audience",
      value: federation.audience,
      rule: "Entra ID gives tokens for an application id URI.",
      remedy: 'write that of the application that stands for AWS, such as "api://webrtc-aws"',
    })),
    ...Object.entries(federation.identities).flatMap(([region, id]) => [
      ...findingIf(!regions.includes(region), () => ({
        path: `azure.federation.identities["${region}"]`,
        value: region,
        rule: `Not a region of the environment: ${regions.join(", ")}.`,
        remedy: "name each region of azure.regions with the id that its network layer prints",
      })),
      ...idFinding(
        `azure.federation.identities["${region}"]`,
        id,
        "terraform output function_identity_principal_id in the network layer",
      ),
    ]),
    ...regions
      .filter((region) => !Object.hasOwn(federation.identities, region))
      .map((region) => ({
        path: "azure.federation.identities",
        value: federation.identities,
        rule: `The functions of ${region} are not trusted: their callers would get no credentials of the AWS fleet.`,
        remedy: `add ${region} with the id that its network layer prints (function_identity_principal_id)`,
      })),
  ];
};

/** The first apply cannot name identities that it only makes: until then the source is left out, which somebody has to know. */
function untrusted(azure: CompleteAzure): readonly Finding[] {
  const index = azure.turn.findIndex(({ kind }) => kind === "aws");
  return findingIf(index !== -1, () => ({
    path: turnSourcePath(azure, index),
    value: "aws",
    rule: `AWS does not trust the functions yet, so that they leave its fleet out${
      azure.turn.length === 1 ? ", and it is the only source: nobody gets TURN credentials" : ""
    }.`,
    remedy:
      "once the network layers stand, set azure.federation and aws.account (docs/azure-serverless.md, First deployment)",
    warning: true,
  }));
}
