import { type App, TerraformOutput } from "cdktf";
import { functionSettings } from "../../modules/azure/app/function-settings";
import { MessageService } from "../../modules/azure/app/message-service";
import { SignallingAlarms } from "../../modules/azure/app/signalling-alarms";
import { insightsConnectionString, signallingFunctions } from "../../modules/azure/app/signalling-functions";
import { StatisticsDatabase } from "../../modules/azure/app/statistics-database";
import { addAzurermProvider } from "../../modules/azure/azurerm-provider";
import { Place } from "../../modules/azure/place";
import { TurnFleet } from "../../modules/azure/turn/turn-fleet";
import type { AzureAppPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";
import { readContract } from "../../modules/shared/contract";
import { azureEdgeContract } from "./edge-contract";
import { azureNetworkContract } from "./network-contract";

/** What is replaced every week in one region: messages, functions, statistics, TURN machines and what watches them. */
export class AzureAppStack extends BaseStack {
  constructor(app: App, plan: AzureAppPlan) {
    super(app, plan.stack);
    addAzurermProvider(this, plan);
    const { environment, region } = plan.stack;
    const network = readContract(this, "network", azureNetworkContract, plan.network);
    const edge = readContract(this, "edge", azureEdgeContract, plan.edge);
    const place = new Place(plan, network.suffix);

    const messages = new MessageService(this, "messages", {
      place,
      plan: plan.signalr,
      origins: edge.origins,
      functionPrincipalId: network.functionIdentityPrincipalId,
      endpoint: { subnetId: network.endpointSubnetId, zoneId: network.signalrZoneId },
      workspaceId: network.workspaceId,
    });
    const statistics =
      plan.statistics &&
      new StatisticsDatabase(this, "statistics", {
        place,
        plan: plan.statistics,
        administrator: plan.statistics.administrators
          ? { kind: "group", ...plan.statistics.administrators }
          : {
              kind: "migration",
              name: network.migrationIdentityName,
              objectId: network.migrationIdentityPrincipalId,
            },
        access: plan.privateEndpoints
          ? { kind: "endpoint", subnetId: network.endpointSubnetId, zoneId: network.databaseZoneId }
          : { kind: "subnet", subnetId: network.functionSubnetId },
        workspaceId: network.workspaceId,
      });
    const functions = signallingFunctions(this, "functions", {
      place,
      plan: plan.functions,
      identity: { id: network.functionIdentityId, clientId: network.functionIdentityClientId },
      subnetId: network.functionSubnetId,
      storage: {
        name: network.storageAccountName,
        blobEndpoint: network.storageBlobEndpoint,
        packageContainer: network.packageContainer,
      },
      insightsConnectionString: insightsConnectionString(this, place, network.insightsName),
      origins: edge.origins,
      settings: functionSettings(plan.functions, {
        deployment: `${environment}-${region}`,
        identityClientId: network.functionIdentityClientId,
        storageAccountName: network.storageAccountName,
        vaultUri: network.vaultUri,
        signalrUri: messages.uri,
        ...(statistics && { database: { server: statistics.server, name: statistics.name } }),
      }),
      after: [messages.right.assignment],
    });
    if (plan.turnFleet) {
      new TurnFleet(this, "turn", { place, plan: plan.turnFleet, environment, network });
    }
    new SignallingAlarms(this, "alarms", {
      place,
      plan,
      signalrId: messages.id,
      insightsId: network.insightsId,
      actionGroupId: network.actionGroupId,
    });

    for (const [name, value, description] of [
      ["function_app_name", functions.name, "App that the pipeline publishes the functions to."],
      ["resource_group", plan.resourceGroup, "Group of the region's resources."],
      ["api_url", `https://${functions.hostname}/api`, "Address that the page calls."],
      [
        "turn_sources",
        plan.functions.turnSources.map(({ kind }) => kind).join(","),
        "Sources of TURN credentials, in order. aws is among them once azure.federation names the functions' identities.",
      ],
      ["signalr_uri", messages.uri, "Address that browsers connect to; the page allows it in its policy."],
      ["sql_server", statistics?.server ?? "", "Server that the migration is run on; empty without statistics."],
      ["sql_database", statistics?.name ?? "", "Database that the migration is run on; empty without statistics."],
    ] as const) {
      new TerraformOutput(this, name, { value, description, staticId: true });
    }
  }
}
