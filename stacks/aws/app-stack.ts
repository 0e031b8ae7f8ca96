import type { App } from "cdktf";
import { addAwsProvider } from "../../modules/aws/aws-provider";
import type { AwsAppPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";

export class AwsAppStack extends BaseStack {
  constructor(app: App, plan: AwsAppPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
  }
}
