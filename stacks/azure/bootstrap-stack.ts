import { type App, TerraformOutput } from "cdktf";
import { addAzurermProvider } from "../../modules/azure/azurerm-provider";
import { DeployRights } from "../../modules/azure/bootstrap/deploy-rights";
import { ResourceGroups } from "../../modules/azure/bootstrap/resource-groups";
import { StateStore } from "../../modules/azure/bootstrap/state-store";
import { ManagedIdentity } from "../../modules/azure/identity/managed-identity";
import type { AzureBootstrapPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";

/** What needs an owner of the subscription, applied once by hand: providers, resource groups, the states' storage, who may deploy. */
export class AzureBootstrapStack extends BaseStack {
  constructor(app: App, plan: AzureBootstrapPlan) {
    super(app, plan.stack);
    addAzurermProvider(this, plan, { register: true });
    const { protect, region: location } = plan.stack;

    const { groups } = new ResourceGroups(this, "groups", { groups: plan.resourceGroups, protect });
    const states = plan.stateStore && new StateStore(this, "state", { plan: plan.stateStore, location, protect });
    const stateAccountId = states && { stateAccountId: states.accountId };

    if (plan.operators !== undefined) {
      new DeployRights(this, "operators", {
        principalId: plan.operators,
        principalType: "Group",
        groups,
        ...stateAccountId,
      });
    }
    if (plan.deployCredentials.length > 0) {
      const identity = new ManagedIdentity(this, "deploy", {
        role: "deploy",
        name: `${plan.names.local}-deploy`,
        resourceGroupName: groups[0]?.name ?? plan.resourceGroup,
        location,
        credentials: plan.deployCredentials,
        protect,
      });
      new DeployRights(this, "pipeline", {
        principalId: identity.principalId,
        principalType: "ServicePrincipal",
        groups,
        ...stateAccountId,
      });
      new TerraformOutput(this, "deploy_client_id", {
        value: identity.clientId,
        description: "Client id of the identity that the pipeline takes: ARM_CLIENT_ID.",
        staticId: true,
      });
    }
  }
}
