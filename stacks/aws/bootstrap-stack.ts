import type { App } from "cdktf";
import { addAwsProvider } from "../../modules/aws/aws-provider";
import type { AwsBootstrapPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";

export class AwsBootstrapStack extends BaseStack {
  constructor(app: App, plan: AwsBootstrapPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
  }
}
