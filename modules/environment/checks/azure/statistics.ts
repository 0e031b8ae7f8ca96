import { databaseSkus } from "../../catalog/azure-skus";
import { suggestion } from "../../schema/nearest";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** The database has a SKU that fits statistics. */
export const checkStatistics: AzureCheck = ({ statistics }) =>
  findingIf(statistics !== undefined && !databaseSkus[statistics.sku], () => ({
    path: "azure.statistics.sku",
    value: statistics?.sku,
    rule: `Not a SKU for a row per day. ${suggestion(statistics?.sku ?? "", Object.keys(databaseSkus), "There are")}`,
    remedy: 'write "GP_S_Gen5_1", which pauses itself, or leave it out',
  }));
