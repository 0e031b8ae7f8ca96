import { type App, TerraformOutput } from "cdktf";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { CredentialApi } from "../../../modules/aws/credentials/credential-api";
import { DeploymentAccount } from "../../../modules/aws/deployment-account";
import { LayerNames } from "../../../modules/aws/layer-names";
import { MediaSystem } from "../../../modules/aws/media/media-system";
import { Budget } from "../../../modules/aws/observability/budget";
import { Dashboard } from "../../../modules/aws/observability/dashboard";
import { TurnSystem } from "../../../modules/aws/turn/turn-system";
import type { TurnJanusAppPlan } from "../../../modules/environment/topology";
import { BaseStack } from "../../../modules/shared/base-stack";
import { readContract } from "../../../modules/shared/contract";
import { clientUrls } from "./client-urls";
import { turnJanusNetworkContract } from "./network-contract";

/** What is replaced every week in one region: the fleets, what stands in front of them and what watches them. */
export class TurnJanusAppStack extends BaseStack {
  constructor(app: App, plan: TurnJanusAppPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    const { environment, region } = plan.stack;
    const network = readContract(this, "network", turnJanusNetworkContract, plan.network);
    const account = new DeploymentAccount(this, "account", { region });
    const names = new LayerNames(environment, region);

    new TurnSystem(this, "turn", { plan, network, account, names });
    new MediaSystem(this, "media", { plan, network, account, names });
    const credentials = plan.credentials
      ? new CredentialApi(this, "credentials", {
          account,
          plan: plan.credentials,
          name: names.resource("turn-credentials"),
          logGroupName: names.logGroup("turn-credentials"),
          turnSecretArn: network.turnSecretArn,
          dataKeyArn: network.dataKeyArn,
          logKeyArn: network.logKeyArn,
        })
      : undefined;
    new Dashboard(this, "dashboard", {
      name: names.resource("webrtc"),
      region,
      turn: plan.turn,
      media: plan.media,
    });
    if (plan.budget) {
      new Budget(this, "budget", plan.budget);
    }

    for (const { name, url, description } of clientUrls(plan)) {
      new TerraformOutput(this, name, { value: url, description, staticId: true });
    }
    if (credentials) {
      new TerraformOutput(this, "credentials_url", {
        value: credentials.url,
        description: "TURN credentials: POST with a token of the team's identity provider.",
        staticId: true,
      });
    }
    new TerraformOutput(this, "turn_addresses", {
      value: network.turnPublicAddresses,
      description: "Public addresses of the TURN nodes; they stay when this layer is destroyed and created again.",
      staticId: true,
    });
  }
}
