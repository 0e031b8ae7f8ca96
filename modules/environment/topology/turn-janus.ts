import type { StackIdentity } from "../../shared/stack-identity";
import type { AwsBootstrapPlan, AwsGroundPlan, BudgetPlan } from "./aws-ground";
import type { FleetPlan, MediaFleetPlan, TurnFleetPlan } from "./fleet";

/** Fleets of this topology. */
export type TurnJanusRole = (TurnFleetPlan | MediaFleetPlan)["role"];

/** Secrets that the network layer makes, one per role. */
export type SecretRole = "turn-shared" | "janus-token" | "janus-admin" | "live-access" | "live-admin";

/** A secret whose value is made in the cloud and never passes through Terraform's files. */
export interface SecretPlan {
  readonly role: SecretRole;
  /** Name in Secrets Manager. */
  readonly name: string;
  /** Length of the generated value, in characters without punctuation. */
  readonly length: number;
  /** Version of the generated value: raise it to replace the value by a plan. */
  readonly version: number;
  /** Days between automatic rotations; absent: no schedule. */
  readonly rotationDays?: number;
}

/** One place in an address pool: an Elastic IP and the name that stays with it. */
export interface AddressSlotPlan {
  /** 1 … maximum of the fleet. */
  readonly slot: number;
  /** Name of the node that holds the address, such as `turn-1.eu-west-1.example.com`. */
  readonly hostname: string;
}

/** The Elastic IPs of one role. Nodes claim a free one at boot, by these tags. */
export interface AddressPoolPlan {
  readonly role: FleetPlan["role"];
  /** Value of the tag `AddressPool`. */
  readonly pool: string;
  readonly slots: readonly AddressSlotPlan[];
}

/** Names of one region. */
export interface RegionNames {
  /** Parent of the region's names, which service records (SRV) stand under: `<region>.<domain>`. */
  readonly service: string;
  /** All TURN nodes of the region: `turn.<region>.<domain>`. */
  readonly turn: string;
  /** TURN over TLS at the balancer: `turns.<region>.<domain>`. */
  readonly turnTls: string;
  /** Media API: `media.<region>.<domain>`. */
  readonly media: string;
}

/** A role that functions on another cloud take to read the secrets of the TURN fleet. */
export interface TurnReaderPlan {
  readonly roleName: string;
  /** OpenID Connect issuer of the functions' tokens. */
  readonly issuer: string;
  readonly audience: string;
  /** Subjects of the functions' tokens. */
  readonly subjects: readonly string[];
  /** Secrets by region and name. */
  readonly secrets: readonly { readonly region: string; readonly name: string }[];
}

/** Network layer of one region: what must survive. */
export interface TurnJanusNetworkPlan extends AwsGroundPlan {
  readonly addressPools: readonly AddressPoolPlan[];
  readonly names: RegionNames;
  /** TLS mode of the TURN fleet decides which service records and certificates exist. */
  readonly turnTls: TurnFleetPlan["tls"]["mode"];
  readonly secrets: readonly SecretPlan[];
  /** Role of functions on another cloud; absent: none, or another region's network layer makes it. */
  readonly turnReader?: TurnReaderPlan;
}

/** App layer of one region: what is replaced every week. */
export interface TurnJanusAppPlan {
  readonly stack: StackIdentity;
  readonly accountId?: string;
  /** Network layer whose contract this layer reads. */
  readonly network: StackIdentity;
  /** Whether all nodes stand in one zone, and the second subnet is there for the balancer alone. */
  readonly oneZone: boolean;
  readonly ipv6: boolean;
  readonly names: RegionNames;
  readonly turn: TurnFleetPlan;
  readonly media: MediaFleetPlan;
  /** API that gives TURN credentials; absent: none. */
  readonly credentials?: CredentialApiPlan;
  /** Budget on the CostCenter tag; absent: none, or another region's app layer keeps it. */
  readonly budget?: BudgetPlan;
  readonly protect: boolean;
}

/** An API that gives credentials for the TURN fleet of its region to holders of a token. */
export interface CredentialApiPlan {
  /** OpenID Connect issuer of the tokens. */
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** Origins of web pages that may call; none: no page. */
  readonly origins: readonly string[];
  /** TURN URLs of the region, the first is tried first (RFC 7065). */
  readonly turnUrls: readonly string[];
  /** Life of a credential, seconds. */
  readonly seconds: number;
  /** Credentials of all users in a day. */
  readonly dailyCap: number;
  /** Calls of all users per second, and how many may come at once. */
  readonly calls: { readonly perSecond: number; readonly burst: number };
  readonly logRetentionDays: number;
}

/** Global layer: DNS that spans the regions. */
export interface TurnJanusGlobalPlan {
  readonly stack: StackIdentity;
  readonly accountId?: string;
  /** `turn.<domain>`. */
  readonly turnName: string;
  /** Regions with the network layer whose contract is read. */
  readonly regions: readonly {
    readonly region: string;
    readonly network: StackIdentity;
    readonly turnName: string;
    readonly nodes: number;
  }[];
  /** How clients are sent to a region. */
  readonly routing:
    | { readonly kind: "latency" }
    | { readonly kind: "geolocation"; readonly continents: Readonly<Record<string, string>> };
}

/** TURN and media fleets in every region, and one TURN name over them. */
export interface TurnJanusTopology {
  readonly kind: "turn-janus";
  readonly bootstrap?: AwsBootstrapPlan;
  readonly regions: readonly {
    readonly region: string;
    readonly network: TurnJanusNetworkPlan;
    readonly app: TurnJanusAppPlan;
  }[];
  readonly global?: TurnJanusGlobalPlan;
}
