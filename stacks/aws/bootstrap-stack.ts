import { type App, TerraformOutput } from "cdktf";
import { addAwsProvider } from "../../modules/aws/aws-provider";
import { deployAreas } from "../../modules/aws/bootstrap/deploy-areas";
import { DeployRole } from "../../modules/aws/bootstrap/deploy-role";
import { RoleBoundary } from "../../modules/aws/bootstrap/role-boundary";
import { StateStore } from "../../modules/aws/bootstrap/state-store";
import { DeploymentAccount } from "../../modules/aws/deployment-account";
import { LayerNames } from "../../modules/aws/layer-names";
import type { AwsBootstrapPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";

/** What has to be there before the first remote state: its bucket, and the role that a pipeline deploys with. Kept in local state. */
export class AwsBootstrapStack extends BaseStack {
  constructor(app: App, plan: AwsBootstrapPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    const { environment, region, protect } = plan.stack;
    const account = new DeploymentAccount(this, "account", { region });
    const names = new LayerNames(environment, region);

    const store =
      plan.stateBucket === undefined
        ? undefined
        : new StateStore(this, "state", { account, names, bucket: plan.stateBucket, protect });
    if (plan.deployIdentity) {
      const scope = { account, environment };
      new RoleBoundary(this, "role-boundary", { scope, boundary: plan.deployIdentity.boundary });
      const areas = deployAreas(scope, store, plan.deployIdentity);
      const role = new DeployRole(this, "deploy", { identity: plan.deployIdentity, names, areas });
      new TerraformOutput(this, "deploy_role_arn", {
        value: role.arn,
        description: "Role that the pipeline takes on.",
        staticId: true,
      });
    }
  }
}
