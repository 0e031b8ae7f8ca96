import type { App } from "cdktf";
import { addAwsProvider } from "../../modules/aws/aws-provider";
import type { AwsNetworkPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";

export class AwsNetworkStack extends BaseStack {
  constructor(app: App, plan: AwsNetworkPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
  }
}
