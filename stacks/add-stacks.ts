import type { App, TerraformStack } from "cdktf";
import type { Topology } from "../modules/environment";
import type { StackIdentity } from "../modules/shared/stack-identity";
import { addAwsStacks } from "./aws/add-aws-stacks";
import { AzureAppStack } from "./azure/app-stack";
import { AzureBootstrapStack } from "./azure/bootstrap-stack";
import { AzureEdgeStack } from "./azure/edge-stack";
import { AzureNetworkStack } from "./azure/network-stack";

/** Adds every stack of an environment, each with its own slice of the topology, in the order in which they are applied. */
export function addStacks(app: App, topology: Topology): void {
  const added: { readonly identity: StackIdentity; readonly stack: TerraformStack }[] = [];
  const add = (identity: StackIdentity, stack: TerraformStack): void => {
    added.push({ identity, stack });
  };

  if (topology.aws) {
    addAwsStacks(app, topology.aws, add);
  }

  if (topology.azure) {
    const { bootstrap, edge, regions } = topology.azure;
    add(bootstrap.stack, new AzureBootstrapStack(app, bootstrap));
    for (const { network } of regions) {
      add(network.stack, new AzureNetworkStack(app, network));
    }
    add(edge.stack, new AzureEdgeStack(app, edge));
    for (const { app: application } of regions) {
      add(application.stack, new AzureAppStack(app, application));
    }
  }

  for (const { identity, stack } of added) {
    for (const earlier of added.filter((other) => identity.after.includes(other.identity.id))) {
      stack.addDependency(earlier.stack);
    }
  }
}
