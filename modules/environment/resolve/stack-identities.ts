import type { Backend, Cloud, Layer, StackIdentity } from "../../shared/stack-identity";
import type { CompleteEnvironment } from "../settings/settings";

/** What a stack is, besides its environment. */
export interface StackPlace {
  readonly cloud: Cloud;
  readonly region: string;
  readonly layer: Layer;
  /** Value of the tag `Topology`. */
  readonly topology: string;
  /** Stacks that are applied before, by id. */
  readonly after: readonly string[];
}

/** Id of a stack: `<environment>-<cloud>-<region>-<layer>`. */
export function stackId(environment: string, cloud: Cloud, region: string, layer: Layer): string {
  return `${environment}-${cloud}-${region}-${layer}`;
}

/** Everything that a stack knows of itself. */
export function stackIdentity(environment: CompleteEnvironment, place: StackPlace): StackIdentity {
  const id = stackId(environment.name, place.cloud, place.region, place.layer);
  return {
    id,
    environment: environment.name,
    cloud: place.cloud,
    region: place.region,
    layer: place.layer,
    // The bootstrap layer makes the bucket in which the others keep their states, so it cannot keep its own there.
    backend: place.layer === "bootstrap" ? localBackend(id) : backend(environment.state, id),
    after: place.after,
    protect: environment.protect,
    tags: {
      ...environment.tags,
      CostCenter: environment.costCenter,
      Environment: environment.name,
      Layer: place.layer,
      Topology: place.topology,
      ManagedBy: "webrtc-stacks",
    },
  };
}

/** The state lies beside the output directory, not in it: the CLI deletes directories of stacks that are gone. */
function localBackend(id: string): Backend {
  return { kind: "local", path: `../../../.state/${id}.tfstate` };
}

function backend(state: CompleteEnvironment["state"], id: string): Backend {
  const key = `webrtc-stacks/${id}.tfstate`;
  switch (state.kind) {
    case "local":
      return localBackend(id);
    case "s3":
      return { kind: "s3", bucket: state.bucket, region: state.region, key };
    case "azurerm":
      return {
        kind: "azurerm",
        resourceGroup: state.resourceGroup,
        storageAccount: state.storageAccount,
        container: state.container,
        key,
      };
  }
}
