import type { StackIdentity } from "../../shared/stack-identity";
import type { AwsBootstrapPlan, AwsGroundPlan, BudgetPlan } from "./aws-ground";
import type { FleetPlan } from "./fleet";
import type { LivePlan } from "./live";
import type { AddressPoolPlan, SecretPlan } from "./turn-janus";

/** Where room routers keep rooms and their instances. */
export interface RoomDirectoryPlan {
  readonly name: string;
  readonly nodeType: string;
  /** One in each of so many zones; the first takes writes, another one takes its place. */
  readonly nodes: number;
}

/** The instances of one region. */
export interface LiveFleetPlan extends FleetPlan {
  readonly role: "live";
  readonly live: LivePlan;
  /** Names by which instances know each other, one for each slot, within `internalZone`. */
  readonly internalNames: readonly string[];
  readonly internalZone: string;
  /** Whether recordings are made and uploaded to the network layer's bucket. */
  readonly recordings: boolean;
  /** Folder of the bucket that instances write to. */
  readonly recordingsPrefix: string;
  /** Network of the balancer, whose word on clients' addresses is believed. */
  readonly vpcCidr: string;
  /** Secret of the TURN service; absent: none. */
  readonly turnSecretArn?: string;
  /** Valkey that the room routers share; absent: rooms are hashed. */
  readonly directory?: RoomDirectoryPlan;
  readonly scaling: {
    /** Mean CPU above which an instance is added, per cent. */
    readonly scaleOutCpuPercent: number;
    /** Mean CPU below which an instance is taken away, per cent. */
    readonly scaleInCpuPercent: number;
  };
}

/** Network layer of one region: what must survive. */
export interface GoLiveNetworkPlan extends AwsGroundPlan {
  readonly addressPool: AddressPoolPlan;
  /** Public name of the service in this region. */
  readonly hostname: string;
  /** Zone within the VPC, in which instances leave their addresses. */
  readonly internalZone: string;
  readonly secrets: readonly SecretPlan[];
  /** Whether the app layer has a room directory, which keeps its data under the layer's key. */
  readonly roomDirectory: boolean;
  /** Bucket of recordings; absent: none. */
  readonly recordings?: { readonly expireDays: number };
}

/** App layer of one region: what is replaced every week. */
export interface GoLiveAppPlan {
  readonly stack: StackIdentity;
  readonly accountId?: string;
  readonly network: StackIdentity;
  /** Whether all nodes stand in one zone, and the second subnet is there for the balancer alone. */
  readonly oneZone: boolean;
  readonly ipv6: boolean;
  readonly domain: string;
  readonly fleet: LiveFleetPlan;
  readonly budget?: BudgetPlan;
  readonly protect: boolean;
}

/** live-webrtc in every region. */
export interface GoLiveTopology {
  readonly kind: "go-live";
  readonly bootstrap?: AwsBootstrapPlan;
  readonly regions: readonly {
    readonly region: string;
    readonly network: GoLiveNetworkPlan;
    readonly app: GoLiveAppPlan;
  }[];
}
