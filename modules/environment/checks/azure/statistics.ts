import { databaseSkus } from "../../catalog/azure-skus";
import { suggestion } from "../../schema/nearest";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** The database has a SKU that fits statistics, and somebody who can make its tables. */
export const checkStatistics: AzureCheck = ({ statistics }, { deploy }) => [
  ...findingIf(statistics !== undefined && !databaseSkus[statistics.sku], () => ({
    path: "azure.statistics.sku",
    value: statistics?.sku,
    rule: `Not a SKU for a row per day. ${suggestion(statistics?.sku ?? "", Object.keys(databaseSkus), "There are")}`,
    remedy: 'write "GP_S_Gen5_1", which pauses itself, or leave it out',
  })),
  ...findingIf(statistics !== undefined && !statistics.administrators && !deploy, () => ({
    path: "azure.statistics",
    rule: "Nobody can make the database's tables: its administrator is an identity that only a pipeline can take, and there is none. Until then the functions alone keep counts, for 40 days.",
    remedy: 'set deploy, or azure.statistics.administrators to a group of yours, or azure.statistics to "off"',
    warning: true,
  })),
];
