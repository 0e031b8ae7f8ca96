import { defineContract } from "../../modules/shared/contract";

/** What the Azure edge layer promises to the app layers and to the pipeline that publishes the page. */
export const azureEdgeContract = defineContract("azure-edge", 1, {
  /** Origins that browsers send: functions and SignalR accept these and no other. */
  origins: "list",
  pageNames: "list",
  pageUrl: "string",
});
