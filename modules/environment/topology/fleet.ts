import type { PortRange, PortRule, TurnTlsMode } from "../../shared/ports";

/** Hardware facts of an instance type that the project computes with. */
export interface InstanceTypeFacts {
  /** Name, such as `t4g.small`. */
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly architecture: "x86_64" | "arm64";
  /** Sustained network bandwidth, megabits per second, each direction. */
  readonly baselineMegabitsPerSecond: number;
  /** Whether CPU is rationed by credits. */
  readonly burstable: boolean;
  /** On-demand price of Linux in us-east-1, US dollars per hour. */
  readonly dollarsPerHour: number;
}

/** Where a node's image comes from. */
export type ImagePlan =
  /** Stock Ubuntu by its public parameter; the node configures itself at boot from the artifact bucket. */
  | { readonly kind: "mutable"; readonly parameter: string }
  /** An image that Packer made, by id. */
  | { readonly kind: "immutable"; readonly imageId: string }
  /** An image that Packer made, by the SSM parameter that the build writes. */
  | { readonly kind: "immutable"; readonly parameter: string };

/** A planned change of a fleet's size. */
export interface SchedulePlan {
  readonly name: string;
  /** Cron expression of five fields, as Auto Scaling takes it. */
  readonly recurrence: string;
  /** IANA time zone. */
  readonly timeZone: string;
  readonly min: number;
  readonly max: number;
}

/** How long a node may take to come into service and to leave it; within 48 h and 100 heartbeats (EC2 Auto Scaling quotas). */
export interface LifecyclePlan {
  /** Longest time from launch to the first healthy answer, in seconds. */
  readonly launchTimeoutSeconds: number;
  /** Interval within which a draining node has to send a heartbeat, in seconds (30–7200). */
  readonly drainHeartbeatSeconds: number;
  /** Longest drain, in seconds. */
  readonly drainLimitSeconds: number;
}

/** What TURN and media fleets have in common. */
export interface FleetPlan {
  /** Names the fleet's address pool, roles and resources. */
  readonly role: "turn" | "media" | "live";
  /** Name of the Auto Scaling group. */
  readonly name: string;
  /** Value of the tag `AddressPool` of the addresses that the nodes may claim: the network layer's `AddressPoolPlan.pool`. */
  readonly addressPool: string;
  readonly nodes: { readonly min: number; readonly max: number };
  readonly instanceType: InstanceTypeFacts;
  readonly image: ImagePlan;
  readonly placement: "spread" | "cluster" | "none";
  /** Root volume, GiB. */
  readonly volumeGib: number;
  readonly lifecycle: LifecyclePlan;
  /** Stopped nodes that wait ready. 0: none. */
  readonly warmPoolSize: number;
  readonly schedules: readonly SchedulePlan[];
  /** Ports of the nodes, from the ports table. */
  readonly ports: readonly PortRule[];
  /** Days that the node's logs are kept. */
  readonly logRetentionDays: number;
}

/** Limits that coturn enforces. */
export interface TurnLimits {
  /** Simultaneous allocations of one user. */
  readonly allocationsPerUser: number;
  /** Simultaneous allocations of one node. */
  readonly allocationsPerNode: number;
  /** Bandwidth of one allocation, each direction, bytes per second (coturn's `max-bps`). */
  readonly bytesPerSecondPerAllocation: number;
  /** Bandwidth of one node, bytes per second (coturn's `bps-capacity`). */
  readonly bytesPerSecondPerNode: number;
}

/** Where TURN over TLS ends. */
export type TurnTlsPlan =
  | { readonly mode: Extract<TurnTlsMode, "nlb"> }
  | {
      readonly mode: Extract<TurnTlsMode, "node">;
      readonly certificate: /** Secret that holds `fullchain` and `privkey` in PEM, as JSON. */
        | { readonly kind: "secret"; readonly secretArn: string }
        /** ACME with DNS-01 in the environment's zone. */
        | { readonly kind: "acme"; readonly email: string };
    }
  | { readonly mode: Extract<TurnTlsMode, "off"> };

/** The TURN fleet of one region. */
export interface TurnFleetPlan extends FleetPlan {
  readonly role: "turn";
  /** coturn's realm: the environment's domain. */
  readonly realm: string;
  /** Version of coturn that the image carries; options are rendered for it. */
  readonly coturnVersion: string;
  readonly relay: PortRange;
  readonly tls: TurnTlsPlan;
  readonly limits: TurnLimits;
  readonly scaling: {
    /** Mean outgoing bytes per node and minute that scaling keeps to. */
    readonly targetBytesOutPerMinute: number;
    /** Mean allocations per node that scaling keeps to. */
    readonly targetAllocations: number;
    /** Scale in when both are below this share of their target, per cent. */
    readonly scaleInPercentOfTarget: number;
  };
}

/** The media fleet of one region. */
export interface MediaFleetPlan extends FleetPlan {
  readonly role: "media";
  readonly engine:
    | { readonly kind: "janus"; readonly eventLoops: number }
    | {
        readonly kind: "mediasoup";
        /** The team's application: a tar.gz in the artifact bucket, by key. */
        readonly bundleKey: string;
        /** SHA-256 of the bundle, 64 hexadecimal digits. */
        readonly bundleSha256: string;
      };
  readonly rtp: PortRange;
  /** Public name of the API: HTTPS and WSS. */
  readonly apiHostname: string;
  readonly scaling: {
    /** Mean CPU above which a node is added, per cent. */
    readonly scaleOutCpuPercent: number;
    /** Mean CPU below which a node is taken away, per cent. */
    readonly scaleInCpuPercent: number;
  };
}
