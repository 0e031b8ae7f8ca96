import type { PortRange } from "../../shared/ports";
import type { AwsCommon } from "./aws-common";

/** coturn on fixed addresses and a media fleet, both in Auto Scaling groups. */
export interface TurnJanusEnvironment extends AwsCommon {
  readonly topology: "turn-janus";
  /**
   * Quotas of the account, as far as they differ from AWS's defaults.
   * @default elasticIps 5 per region (EC2, L-0263D0A3)
   */
  readonly quotas?: { readonly elasticIps?: number };
  /**
   * How clients of several regions are sent to one.
   * @default latency
   */
  readonly routing?:
    | { readonly kind: "latency" }
    | {
        readonly kind: "geolocation";
        /** Region per continent code (AF, AN, AS, EU, NA, OC, SA); the first region serves the rest. */
        readonly continents: Readonly<Record<string, string>>;
      };
  /**
   * `mutable`: stock Ubuntu that configures itself at boot. `immutable`: images that Packer built; ids or SSM parameters
   * may be given, else the parameters that our image build writes are read.
   * @default mutable
   */
  readonly image?: "mutable" | "immutable" | { readonly turn: string; readonly media: string };
  readonly turn: TurnSettings;
  readonly media: MediaSettings;
  /** Refused: no media server of this topology writes a recording. `go-live` and `openvidu-ha` record. */
  readonly recordings?: never;
  /**
   * Secrets.
   * @default rotationDays 30; 0 switches the schedule off
   */
  readonly secrets?: { readonly rotationDays?: number };
  /**
   * An HTTP API in every region that gives TURN credentials to those whom the team's own identity provider knows.
   * @default none
   */
  readonly credentials?: CredentialApiSettings;
}

/** Who may ask for TURN credentials, from where and how often. */
export interface CredentialApiSettings {
  /** OpenID Connect issuer of the callers' tokens, as it stands in them (`iss`); its discovery document names its keys. */
  readonly issuer: string;
  /** Audiences of the tokens, one of which has to stand in them (`aud`). */
  readonly audiences: readonly string[];
  /**
   * Origins of the web pages that may call the API.
   * @default none: applications only, no page in a browser
   */
  readonly origins?: readonly string[];
  /**
   * Credentials that a region gives away in a day, to all users, of which one address gets 4 %: 600 or more, or 0 for none.
   * @default 20,000
   */
  readonly dailyCap?: number;
}

/** A fixed number of nodes, or the bounds within which the fleet scales. Per region. */
export type NodeCount = number | { readonly min: number; readonly max: number };

/** What TURN and media fleets have in common. */
export interface FleetSettings {
  /** Nodes per region. Each slot up to the maximum has an Elastic IP of its own. */
  readonly nodes: NodeCount;
  /**
   * EC2 instance type.
   * @default t4g.small for TURN, t3.medium for media
   */
  readonly instanceType?: string;
  /**
   * `spread`: each node on hardware of its own. `cluster`: close together, in one zone.
   * @default by region: spread, or none beyond 7 nodes per zone; cluster for media in one zone on a type that allows it
   */
  readonly placement?: "spread" | "cluster" | "none";
  /**
   * Stopped nodes that wait ready.
   * @default 0
   */
  readonly warmPool?: number;
  /**
   * Planned sizes.
   * @default none
   */
  readonly schedules?: readonly ScheduleSettings[];
  /**
   * How long a node that leaves may wait for its sessions.
   * @default 4 hours, heartbeat every 600 seconds
   */
  readonly drain?: { readonly hours?: number; readonly heartbeatSeconds?: number };
}

/** A planned size. */
export interface ScheduleSettings {
  /** Unique within the fleet. */
  readonly name: string;
  /** Cron expression of five fields. */
  readonly cron: string;
  /**
   * IANA time zone.
   * @default Etc/UTC
   */
  readonly timeZone?: string;
  readonly nodes: NodeCount;
}

/** The TURN fleet. */
export interface TurnSettings extends FleetSettings {
  /**
   * TURN over TLS. `nlb`: ended at a Network Load Balancer with an ACM certificate, port 443. `node`: ended by coturn.
   * `off`: none.
   * @default nlb
   */
  readonly tls?:
    | { readonly mode: "nlb" }
    | {
        readonly mode: "node";
        readonly certificate:
          | { readonly kind: "secret"; readonly secretArn: string }
          /** For a fleet of one node: several would overwrite each other's proof. */
          | { readonly kind: "acme"; readonly email: string };
      }
    | { readonly mode: "off" };
  /**
   * Ports that allocations are relayed from.
   * @default 49152–65535 (RFC 8656 §5)
   */
  readonly relayPorts?: PortRange;
  /** What one user and one allocation may use. */
  readonly limits?: {
    /**
     * Allocations of one user at a time.
     * @default 12
     */
    readonly perUser?: number;
    /**
     * Allocations of one node at a time.
     * @default what the type's bandwidth carries at the rate per allocation, at most 5000
     */
    readonly perNode?: number;
    /**
     * Rate of one allocation.
     * @default 3 Mb/s in each direction
     */
    readonly perAllocation?: { readonly megabitsPerSecond: number };
  };
  /** When the fleet grows. */
  readonly scaleOut?: {
    /**
     * Share of the instance type's baseline bandwidth, per cent.
     * @default 60
     */
    readonly bandwidthPercent?: number;
    /**
     * Share of the allocations that a node may hold, per cent.
     * @default 70
     */
    readonly allocationsPercent?: number;
  };
  /** When it shrinks. */
  readonly scaleIn?: {
    /**
     * Share of the scale-out targets below which a node leaves, per cent; below 90.
     * @default 40
     */
    readonly percentOfTarget?: number;
  };
}

/** What media fleets have in common, whatever the engine. */
export interface MediaFleetSettings extends FleetSettings {
  /**
   * RTP ports.
   * @default 20000–40000
   */
  readonly rtpPorts?: PortRange;
  /**
   * Mean CPU above which a node is added.
   * @default 60
   */
  readonly scaleOut?: { readonly cpuPercent: number };
  /**
   * Mean CPU below which a node leaves; at least 10 below scaleOut.
   * @default half of scaleOut
   */
  readonly scaleIn?: { readonly cpuPercent: number };
}

/** The media fleet. */
export type MediaSettings =
  | (MediaFleetSettings & { readonly engine: "janus" })
  | (MediaFleetSettings & {
      readonly engine: "mediasoup";
      /** The team's own application, in the artifact bucket. */
      readonly bundle: {
        /** Key of a tar.gz. */
        readonly key: string;
        /** SHA-256 of it, 64 hexadecimal digits. */
        readonly sha256: string;
      };
    });
