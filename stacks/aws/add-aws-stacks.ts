import type { App, TerraformStack } from "cdktf";
import { boundRoles } from "../../modules/aws/security/bound-roles";
import type { AwsTopology } from "../../modules/environment/topology";
import type { StackIdentity } from "../../modules/shared/stack-identity";
import { AwsBootstrapStack } from "./bootstrap-stack";
import { GoLiveAppStack } from "./go-live/app-stack";
import { GoLiveNetworkStack } from "./go-live/network-stack";
import { OpenviduAppStack } from "./openvidu-ha/app-stack";
import { OpenviduNetworkStack } from "./openvidu-ha/network-stack";
import { TurnJanusAppStack } from "./turn-janus/app-stack";
import { TurnJanusGlobalStack } from "./turn-janus/global-stack";
import { TurnJanusNetworkStack } from "./turn-janus/network-stack";

/** Notes a stack that was added to the app. */
type Add = (identity: StackIdentity, stack: TerraformStack) => void;

/** Adds the stacks of the part on AWS: the bootstrap layer that all topologies share, then the topology's own. */
export function addAwsStacks(app: App, aws: AwsTopology, addStack: Add): void {
  if (aws.bootstrap) {
    addStack(aws.bootstrap.stack, new AwsBootstrapStack(app, aws.bootstrap));
  }
  const boundary = aws.bootstrap?.deployIdentity?.boundary;
  const add: Add = (identity, stack) => {
    if (boundary) {
      boundRoles(stack, boundary.name);
    }
    addStack(identity, stack);
  };
  switch (aws.kind) {
    case "go-live":
      for (const { network, app: application } of aws.regions) {
        add(network.stack, new GoLiveNetworkStack(app, network));
        add(application.stack, new GoLiveAppStack(app, application));
      }
      return;
    case "turn-janus":
      for (const { network, app: application } of aws.regions) {
        add(network.stack, new TurnJanusNetworkStack(app, network));
        add(application.stack, new TurnJanusAppStack(app, application));
      }
      if (aws.global) {
        add(aws.global.stack, new TurnJanusGlobalStack(app, aws.global));
      }
      return;
    case "openvidu-ha":
      for (const { network, app: application } of aws.regions) {
        add(network.stack, new OpenviduNetworkStack(app, network));
        add(application.stack, new OpenviduAppStack(app, application));
      }
  }
}
