import type { AwsTopology } from "./aws";
import type { AzureTopology } from "./azure";

export type * from "./aws";
export type * from "./aws-ground";
export type * from "./azure";
export type * from "./fleet";
export type * from "./turn-janus";

/** An environment with every default filled in and every name, range and port derived. Frozen. */
export interface Topology {
  /** Name of the environment: the name of its file. */
  readonly environment: string;
  readonly domain: string;
  readonly aws?: AwsTopology;
  readonly azure?: AzureTopology;
}
