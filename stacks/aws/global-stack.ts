import type { App } from "cdktf";
import { addAwsProvider } from "../../modules/aws/aws-provider";
import type { AwsGlobalPlan } from "../../modules/environment/topology";
import { BaseStack } from "../../modules/shared/base-stack";

export class AwsGlobalStack extends BaseStack {
  constructor(app: App, plan: AwsGlobalPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
  }
}
