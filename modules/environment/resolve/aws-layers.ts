import { resourceName } from "../../shared/naming";
import type { StackIdentity } from "../../shared/stack-identity";
import type { CompleteAws, CompleteEnvironment } from "../settings/settings";
import type { AwsBootstrapPlan, BudgetPlan } from "../topology";
import { deployIdentity } from "./deploy-identity";
import { stackIdentity } from "./stack-identities";

/** The first region listed keeps the zone and the budget. */
export function homeRegion(aws: CompleteAws): string {
  const [first] = aws.regions;
  if (!first) {
    throw new RangeError("an environment without a region; the checks have to say so before plans are made");
  }
  return first.name;
}

/** Identity of a stack on AWS. */
export function awsIdentity(
  environment: CompleteEnvironment,
  aws: CompleteAws,
  region: string,
  layer: StackIdentity["layer"],
  after: readonly string[],
): StackIdentity {
  return stackIdentity(environment, { cloud: "aws", region, layer, topology: aws.topology, after });
}

/** Account that may be applied to, where the file names one. */
export function accountOf(aws: CompleteAws): { readonly accountId?: string } {
  return aws.account === undefined ? {} : { accountId: aws.account };
}

/** Exists where there is something to lay the ground for: a state bucket or a deploy identity. */
export function bootstrapPlan(environment: CompleteEnvironment, aws: CompleteAws): AwsBootstrapPlan | undefined {
  const { state, deploy } = environment;
  if (state.kind !== "s3" && !deploy) {
    return undefined;
  }
  return {
    stack: awsIdentity(environment, aws, state.kind === "s3" ? state.region : homeRegion(aws), "bootstrap", []),
    ...accountOf(aws),
    ...(state.kind === "s3" && { stateBucket: state.bucket }),
    ...(deploy && { deployIdentity: deployIdentity(environment, deploy, aws) }),
  };
}

/** Budget over everything that carries the cost center. */
export function budgetPlan(
  environment: CompleteEnvironment,
  budget: NonNullable<CompleteEnvironment["budget"]>,
): BudgetPlan {
  return {
    name: resourceName("general", "webrtc", environment.name),
    monthly: budget.monthly,
    costCenter: environment.costCenter,
    notify: budget.notify,
  };
}
