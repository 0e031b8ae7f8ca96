import { FunctionAppFlexConsumption } from "@cdktf/provider-azurerm/lib/function-app-flex-consumption";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { appArguments, type FunctionHostProps, planArguments, runtime, siteArguments } from "./function-host";
import { identitySettings } from "./function-settings";

/** Functions on Flex Consumption: they scale to zero, and every access goes by identity through the virtual network. */
export class FlexFunctions extends Construct {
  readonly id: string;
  readonly name: string;
  readonly hostname: string;

  constructor(scope: Construct, id: string, props: FunctionHostProps) {
    super(scope, id);
    tagRole(this, "functions");
    const { plan, identity, storage } = props;
    const servicePlan = new ServicePlan(this, "plan", {
      ...planArguments(props),
      skuName: "FC1",
    });
    acceptFindings(
      servicePlan,
      { rule: "CKV_AZURE_212", reason: "Instances come with the load; always-ready ones are set on the app." },
      ...(plan.zoneRedundant ? [] : [{ rule: "CKV_AZURE_225", reason: "The tier promises one zone." }]),
    );
    const app = new FunctionAppFlexConsumption(this, "app", {
      ...appArguments(props),
      servicePlanId: servicePlan.id,
      storageContainerType: "blobContainer",
      storageContainerEndpoint: `${storage.blobEndpoint}${storage.packageContainer}`,
      storageAuthenticationType: "UserAssignedIdentity",
      storageUserAssignedIdentityId: identity.id,
      runtimeName: runtime.name,
      runtimeVersion: runtime.version,
      instanceMemoryInMb: plan.memoryMebibytes,
      maximumInstanceCount: plan.maximumInstances,
      httpConcurrency: 32,
      ...(plan.alwaysReady > 0 && { alwaysReady: [{ name: "http", instanceCount: plan.alwaysReady }] }),
      appSettings: {
        // The provider puts a connection string with an empty key here unless the name is taken.
        AzureWebJobsStorage: "",
        AzureWebJobsStorage__accountName: storage.name,
        ...identitySettings("AzureWebJobsStorage", identity.clientId),
        ...props.settings,
      },
      siteConfig: siteArguments(props),
      // A subnet with a fault hangs; better an error than an hour.
      timeouts: { create: "30m", update: "30m" },
    });
    this.id = app.id;
    this.name = app.name;
    this.hostname = app.defaultHostname;
  }
}
