import type { Finding } from "../../problem";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids of Entra ID and of subscriptions are GUIDs. */
export const checkIds: AzureCheck = ({ subscription, tenant, operators, statistics }) => [
  ...idFinding("azure.subscription", subscription, "az account show --query id"),
  ...idFinding("azure.tenant", tenant, "az account show --query tenantId"),
  ...idFinding("azure.operators", operators, "az ad group show --group NAME --query id"),
  ...idFinding(
    "azure.statistics.administrators.objectId",
    statistics?.administrators?.objectId,
    "az ad group show --group NAME --query id",
  ),
];

/** A finding where an id is given and is none. */
export function idFinding(path: string, value: string | undefined, command: string): readonly Finding[] {
  return findingIf(value !== undefined && !guid.test(value), () => ({
    path,
    value,
    rule: "Not an id: a GUID has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.",
    remedy: `take the id and not the name: ${command}`,
  }));
}
