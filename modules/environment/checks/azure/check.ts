import type { Finding } from "../../problem";
import type { CompleteAzure } from "../../settings/azure-settings";
import type { CompleteEnvironment } from "../../settings/settings";

/** Judges the part on Azure. */
export type AzureCheck = (azure: CompleteAzure, environment: CompleteEnvironment) => readonly Finding[];
