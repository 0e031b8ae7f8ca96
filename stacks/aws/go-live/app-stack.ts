import { type App, TerraformOutput } from "cdktf";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { DeploymentAccount } from "../../../modules/aws/deployment-account";
import { LiveSystem } from "../../../modules/aws/go-live/live-system";
import { LayerNames } from "../../../modules/aws/layer-names";
import { Budget } from "../../../modules/aws/observability/budget";
import { Dashboard } from "../../../modules/aws/observability/dashboard";
import type { GoLiveAppPlan } from "../../../modules/environment/topology";
import { BaseStack } from "../../../modules/shared/base-stack";
import { readContract } from "../../../modules/shared/contract";
import { goLiveNetworkContract } from "./network-contract";

/** What is replaced every week of live-webrtc: the instances with their proxies, the balancer, and what watches them. */
export class GoLiveAppStack extends BaseStack {
  constructor(app: App, plan: GoLiveAppPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    const { environment, region } = plan.stack;
    const { hostname } = plan.fleet.live;
    const network = readContract(this, "network", goLiveNetworkContract, plan.network);
    const account = new DeploymentAccount(this, "account", { region });
    const names = new LayerNames(environment, region);

    new LiveSystem(this, "live", { plan, network, account, names });
    new Dashboard(this, "dashboard", { name: names.resource("live"), region, media: plan.fleet });
    if (plan.budget) {
      new Budget(this, "budget", plan.budget);
    }

    const output = (name: string, value: string | string[], description: string): void => {
      new TerraformOutput(this, name, { value, description, staticId: true });
    };
    output("publish_url", `https://${hostname}/api/whip/publish/{room}`, "WHIP: where publishers send to.");
    output("play_url", `https://${hostname}/api/whep/play/{room}`, "WHEP: where viewers watch.");
    output("page_url", `https://${hostname}/`, "The program's own pages.");
    output("access_secret_arn", network.accessSecretArn, "Secret that clients' tokens are, or are signed with.");
    output("live_addresses", network.publicAddresses, "Public addresses of the instances; they stay.");
  }
}
