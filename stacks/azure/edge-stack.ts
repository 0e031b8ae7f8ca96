import { type App, TerraformOutput } from "cdktf";
import { addAzurermProvider } from "../../modules/azure/azurerm-provider";
import { FrontDoor } from "../../modules/azure/edge/front-door";
import { StaticPage } from "../../modules/azure/edge/static-page";
import { Place } from "../../modules/azure/place";
import type { AzureEdgePlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";
import { publishContract, readContract } from "../../modules/shared/contract";
import { azureEdgeContract } from "./edge-contract";
import { azureNetworkContract } from "./network-contract";

/** The web page and what stands before it. It is made before the functions, which accept its addresses as origins and no other. */
export class AzureEdgeStack extends BaseStack {
  constructor(app: App, plan: AzureEdgePlan) {
    super(app, plan.stack);
    addAzurermProvider(this, plan);
    const network = readContract(this, "network", azureNetworkContract, plan.network);
    const place = new Place(plan, network.suffix);

    const pages = plan.pages.map(({ region, sku }) => ({
      key: region,
      page: new StaticPage(this, `page-${region}`, {
        name: place.page(region),
        resourceGroupName: place.resourceGroupName,
        location: region,
        sku,
        // Front Door carries the name where there is one.
        ...(plan.pageHostname !== undefined && !plan.frontDoor && { customHostname: plan.pageHostname }),
      }),
    }));
    const frontDoor =
      plan.frontDoor &&
      new FrontDoor(this, "front-door", {
        place,
        pages,
        ...plan.frontDoor,
        ...(plan.pageHostname !== undefined && { hostname: plan.pageHostname }),
        workspaceId: network.workspaceId,
      });

    const hostnames = [
      ...(plan.pageHostname === undefined ? [] : [plan.pageHostname]),
      ...(frontDoor ? [frontDoor.hostname] : []),
      ...pages.map(({ page }) => page.hostname),
    ];
    const origins = hostnames.map((hostname) => `https://${hostname}`);
    publishContract(this, azureEdgeContract, {
      origins,
      pageNames: pages.map(({ page }) => page.name),
      pageUrl: origins[0] ?? "",
    });
    new TerraformOutput(this, "page_validation_token", {
      value: frontDoor?.validationToken ?? "",
      description:
        "Text of the TXT record _dnsauth.<page name> that Front Door asks for; empty where it asks for none.",
      staticId: true,
    });
    new TerraformOutput(this, "resource_group", {
      value: plan.resourceGroup,
      description: "Group of the pages: the pipeline asks there for the token that publishes them.",
      staticId: true,
    });
  }
}
