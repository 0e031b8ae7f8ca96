import type { PortRule } from "../../shared/ports";
import type { StackIdentity } from "../../shared/stack-identity";
import type { AwsBootstrapPlan, AwsGroundPlan, BudgetPlan } from "./aws-ground";
import type { InstanceTypeFacts, LifecyclePlan } from "./fleet";

/** Kinds of node. */
export type OpenviduRole = "master" | "media";

/** One of the four masters: what stays when its machine is replaced. */
export interface MasterSlotPlan {
  /** 1 … 4. */
  readonly number: number;
  /** Name of the zone it is bound to. */
  readonly zone: string;
  /** Value of the tag `MasterSlot` of its volume and its network interface. */
  readonly slot: string;
  /** Snapshot that its volume is made from; absent: it begins empty. */
  readonly snapshotId?: string;
}

/** Volumes of the masters. */
export interface MasterVolumesPlan {
  /** Whether they belong to the network layer and outlive the app layer. */
  readonly retain: boolean;
  readonly gib: number;
  readonly slots: readonly MasterSlotPlan[];
}

/** Snapshots of the masters' volumes. */
export interface SnapshotPlan {
  readonly everyHours: number;
  /** Snapshots kept of each volume. */
  readonly keep: number;
}

/** The network that the nodes live in. */
export type OpenviduVpcPlan =
  | ({ readonly kind: "own" } & Pick<AwsGroundPlan, "cidr" | "ipv6" | "nat" | "zones" | "interfaceEndpoints">)
  | {
      readonly kind: "existing";
      readonly vpcId: string;
      /** Public subnets by the name of their zone. */
      readonly masterSubnets: Readonly<Record<string, string>>;
      readonly mediaSubnets: Readonly<Record<string, string>>;
    };

/** A public name and its certificate. */
export interface PublicNamePlan {
  readonly hostname: string;
  /** Certificate in ACM; absent: one is made, and proved in the zone. */
  readonly certificateArn?: string;
}

/** A secret that holds several values as one JSON object. */
export interface CredentialsPlan {
  /** Names in Secrets Manager: all of a master, the few of a media node, and what operators need with its URLs. */
  readonly secretNames: Readonly<Record<OpenviduRole | "operators", string>>;
  /** Length of a generated value, in letters and digits. */
  readonly length: number;
  /** Version of the generated values: raise it to replace them by a plan. */
  readonly version: number;
}

/** Network layer: what must survive. */
export interface OpenviduNetworkPlan
  extends Pick<AwsGroundPlan, "stack" | "accountId" | "dnsZone" | "logRetentionDays" | "notify"> {
  readonly vpc: OpenviduVpcPlan;
  readonly web: PublicNamePlan;
  /** TURN over TLS; absent: none. */
  readonly turnTls?: PublicNamePlan;
  readonly masters: readonly MasterSlotPlan[];
  readonly volumes: MasterVolumesPlan;
  readonly snapshots: SnapshotPlan;
  readonly credentials: CredentialsPlan;
  /** Buckets that exist already; absent: made. */
  readonly buckets: { readonly appData?: string; readonly clusterData?: string };
}

/** Where a node's image comes from, and the device of its root volume. */
export type OpenviduImagePlan = { readonly rootDevice: string } & (
  | { readonly imageId: string }
  | { readonly parameter: string }
);

/** What masters and media nodes have in common. */
export interface OpenviduNodesPlan {
  readonly role: OpenviduRole;
  readonly instanceType: InstanceTypeFacts;
  readonly image: OpenviduImagePlan;
  /** Root volume, GiB. */
  readonly rootGib: number;
  readonly ports: readonly PortRule[];
  readonly lifecycle: LifecyclePlan;
}

/** The masters: four Auto Scaling groups of exactly one node. */
export interface MastersPlan extends OpenviduNodesPlan {
  readonly role: "master";
  readonly groups: readonly (MasterSlotPlan & { /** Name of the Auto Scaling group. */ readonly name: string })[];
  readonly volumes: MasterVolumesPlan;
}

/** The media fleet. */
export interface OpenviduMediaPlan extends OpenviduNodesPlan {
  readonly role: "media";
  /** Name of the Auto Scaling group. */
  readonly name: string;
  readonly nodes: { readonly min: number; readonly max: number; readonly initial: number };
  readonly targetCpuPercent: number;
}

/** The software that the nodes install. */
export interface OpenviduSoftwarePlan {
  readonly version: string;
  /** Installer of each role: where it is, and what it has to be. */
  readonly installers: Readonly<
    Record<
      OpenviduRole,
      { readonly sha256: string } & (
        | { readonly url: string }
        | { /** Key in the artifact bucket. */ readonly key: string }
      )
    >
  >;
  /** Secret whose text is the license key. */
  readonly licenseArn: string;
  readonly rtcEngine: "pion" | "mediasoup";
  readonly installFlags: readonly string[];
}

/** App layer: what is replaced every week. */
export interface OpenviduAppPlan {
  readonly stack: StackIdentity;
  readonly accountId?: string;
  readonly network: StackIdentity;
  readonly ipv6: boolean;
  readonly hostname: string;
  /** Name of TURN over TLS; absent: none. */
  readonly turnHostname?: string;
  readonly software: OpenviduSoftwarePlan;
  readonly masters: MastersPlan;
  readonly media: OpenviduMediaPlan;
  readonly keyName?: string;
  readonly keepFailedNodes: boolean;
  readonly budget?: BudgetPlan;
  readonly protect: boolean;
}

/** OpenVidu with high availability, in one region. */
export interface OpenviduHaTopology {
  readonly kind: "openvidu-ha";
  readonly bootstrap?: AwsBootstrapPlan;
  /** Always one: the masters form one cluster. */
  readonly regions: readonly {
    readonly region: string;
    readonly network: OpenviduNetworkPlan;
    readonly app: OpenviduAppPlan;
  }[];
}
