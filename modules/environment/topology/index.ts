import type { AwsTopology } from "./aws";
import type { AzureTopology } from "./azure";
import type { DeployPlan } from "./deploy";
import type { GoLivePlan } from "./go-live";

export type * from "./aws";
export type * from "./aws-ground";
export type * from "./azure";
export type * from "./deploy";
export type * from "./fleet";
export type * from "./go-live";
export type * from "./go-live-aws";
export type * from "./live";
export type * from "./openvidu-ha";
export type * from "./turn-janus";

/** An environment with every default filled in and every name, range and port derived. Frozen. */
export interface Topology {
  /** Name of the environment: the name of its file. */
  readonly environment: string;
  readonly domain: string;
  /** Pipeline that may deploy; absent: nobody but people. */
  readonly deploy?: DeployPlan;
  readonly aws?: AwsTopology;
  readonly azure?: AzureTopology;
  /** live-webrtc outside the clouds: files, not stacks. */
  readonly goLive?: GoLivePlan;
}
