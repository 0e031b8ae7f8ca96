/** Clouds that a stack can live on. */
export type Cloud = "aws" | "azure";

/** Layers: each is one Terraform state. */
export type Layer =
  /** The state storage itself, kept in local state. */
  | "bootstrap"
  /** What must survive: addresses, zone, keys, secrets, logs. */
  | "network"
  /** What is replaced every week: fleets, balancers, functions, alarms. */
  | "app"
  /** What spans regions on one cloud: latency DNS. */
  | "global"
  /** The front end of the serverless topology. */
  | "edge";

/** Where a state is kept. */
export type Backend =
  | {
      readonly kind: "local";
      /** File of the state, relative to the directory of the stack. */
      readonly path: string;
    }
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
    }
  | {
      readonly kind: "azurerm";
      readonly resourceGroup: string;
      readonly storageAccount: string;
      readonly container: string;
      readonly key: string;
    };

/** Tags as key and value. */
export type Tags = Readonly<Record<string, string>>;

/** What every stack knows of itself. */
export interface StackIdentity {
  /** `<environment>-<cloud>-<region>-<layer>`: directory of the output and argument of `cdktf deploy`. */
  readonly id: string;
  /** Name of the environment: the name of its file. */
  readonly environment: string;
  readonly cloud: Cloud;
  /** Region as the cloud spells it. */
  readonly region: string;
  readonly layer: Layer;
  /** Where this stack keeps its state. */
  readonly backend: Backend;
  /** Stacks that have to be applied before this one, by id. */
  readonly after: readonly string[];
  /** Whether what must survive is guarded by `prevent_destroy` and deletion protection. */
  readonly protect: boolean;
  /** Tags of every resource: CostCenter, Environment, Layer, Topology, ManagedBy and the team's own; Role is added per construct. */
  readonly tags: Tags;
}
