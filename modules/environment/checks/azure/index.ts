import { checkAddresses } from "./addresses";
import type { AzureCheck } from "./check";
import { checkAzureDeploy } from "./deploy";
import { checkFederation } from "./federation";
import { checkFunctions } from "./functions";
import { checkIds } from "./ids";
import { checkPage } from "./page";
import { checkAzureRegions } from "./regions";
import { checkSignalr } from "./signalr";
import { checkStatistics } from "./statistics";
import { checkTurnNodes } from "./turn-nodes";
import { checkTurnSources } from "./turn-sources";

/** In the order of the file. */
export const azureChecks: readonly AzureCheck[] = [
  checkAzureDeploy,
  checkAzureRegions,
  checkTurnSources,
  checkTurnNodes,
  checkIds,
  checkAddresses,
  checkSignalr,
  checkFunctions,
  checkStatistics,
  checkPage,
  checkFederation,
];
