import { LinuxFunctionApp } from "@cdktf/provider-azurerm/lib/linux-function-app";
import { ServicePlan } from "@cdktf/provider-azurerm/lib/service-plan";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { appArguments, type FunctionHostProps, planArguments, runtime, siteArguments } from "./function-host";
import { identitySettings } from "./function-settings";

/**
 * Functions on Elastic Premium: instances are paid around the clock, and app settings may refer to secrets of a vault behind a
 * firewall, which Flex Consumption cannot.
 */
export class PremiumFunctions extends Construct {
  readonly id: string;
  readonly name: string;
  readonly hostname: string;

  constructor(scope: Construct, id: string, props: FunctionHostProps) {
    super(scope, id);
    tagRole(this, "functions");
    const { plan, identity, storage } = props;
    // One in each zone.
    const workers = plan.zoneRedundant ? 3 : 1;
    const servicePlan = new ServicePlan(this, "plan", {
      ...planArguments(props),
      skuName: "EP1",
      workerCount: workers,
      maximumElasticWorkerCount: plan.maximumInstances,
    });
    if (!plan.zoneRedundant) {
      acceptFindings(
        servicePlan,
        { rule: "CKV_AZURE_212", reason: "The tier promises one zone; more instances come with the load." },
        { rule: "CKV_AZURE_225", reason: "The tier promises one zone." },
      );
    }
    const app = new LinuxFunctionApp(this, "app", {
      ...appArguments(props),
      servicePlanId: servicePlan.id,
      storageAccountName: storage.name,
      storageUsesManagedIdentity: true,
      functionsExtensionVersion: "~4",
      // A content share would need the shared key of the storage, which is off.
      contentShareForceDisabled: true,
      keyVaultReferenceIdentityId: identity.id,
      ftpPublishBasicAuthenticationEnabled: false,
      publicNetworkAccessEnabled: true,
      appSettings: { ...identitySettings("AzureWebJobsStorage", identity.clientId), ...props.settings },
      siteConfig: {
        ...siteArguments(props),
        applicationStack: { nodeVersion: runtime.version },
        ftpsState: "Disabled",
        elasticInstanceMinimum: Math.max(workers, plan.alwaysReady),
      },
    });
    acceptFindings(app, {
      rule: "CKV_AZURE_221",
      reason: "Browsers call it: it is the public interface, with its own tokens, caps and origins.",
    });
    this.id = app.id;
    this.name = app.name;
    this.hostname = app.defaultHostname;
  }
}
