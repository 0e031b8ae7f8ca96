import { databaseSkuNames, findDatabaseSku } from "../../catalog/azure-skus";
import { suggestion } from "../../schema/nearest";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** The database has a SKU that fits statistics, and somebody who can make its tables. */
export const checkStatistics: AzureCheck = ({ statistics }, { deploy }) => [
  ...findingIf(statistics !== undefined && !findDatabaseSku(statistics.sku), () => ({
    path: "azure.statistics.sku",
    value: statistics?.sku,
    rule: `Not a SKU for a row per day. ${suggestion(statistics?.sku ?? "", databaseSkuNames, "There are")}`,
    remedy: 'write "GP_S_Gen5_1", which pauses itself, or leave it out',
  })),
  ...findingIf(statistics?.administrators !== undefined && !isName(statistics.administrators.name), () => ({
    path: "azure.statistics.administrators.name",
    value: statistics?.administrators?.name,
    rule: "The display name of a group in Entra ID has up to 256 characters, no quotation mark, backslash, backtick or angle bracket.",
    remedy: 'write for example "database-admins"',
  })),
  ...findingIf(statistics !== undefined && !statistics.administrators && !deploy, () => ({
    path: "azure.statistics",
    rule: "Nobody can make the database's tables: its administrator is an identity that only a pipeline can take, and there is none. Until then the functions alone keep counts, for 40 days.",
    remedy: 'set deploy, or azure.statistics.administrators to a group of yours, or azure.statistics to "off"',
    warning: true,
  })),
];

function isName(name: string): boolean {
  return name.length <= 256 && !/["\\<>`]/.test(name);
}
