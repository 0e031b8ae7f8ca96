import type { StackIdentity } from "../../shared/stack-identity";
import type { FleetPlan, MediaFleetPlan, TurnFleetPlan } from "./fleet";

/** Secrets that the network layer makes, one per role. */
export type SecretRole = "turn-shared" | "janus-token" | "janus-admin";

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

/** A zone (availability zone) with its subnets. */
export interface ZonePlan {
  /** Zone name, such as `eu-west-1a`. */
  readonly name: string;
  /** Part of the name that differs between zones of a region, such as `a`: keys the resources of the zone. */
  readonly suffix: string;
  readonly publicCidr: string;
  readonly privateCidr: string;
  /** Number of the zone's public /64 within the VPC's IPv6 /56. */
  readonly publicIpv6Index: number;
  /** Number of the zone's private /64 within the VPC's IPv6 /56. */
  readonly privateIpv6Index: number;
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

/** The public zone that holds the environment's names. */
export type DnsZonePlan =
  /** Made by this stack. */
  | { readonly kind: "create"; readonly name: string }
  /** Made by the network stack of the first region; found by name. */
  | { readonly kind: "find"; readonly name: string }
  /** Made elsewhere; given by id. */
  | { readonly kind: "given"; readonly name: string; readonly zoneId: string };

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
export interface AwsNetworkPlan {
  readonly stack: StackIdentity;
  /** Account that may be applied to; absent: any. */
  readonly accountId?: string;
  readonly cidr: string;
  readonly ipv6: boolean;
  readonly nat: "none" | "one" | "per-zone";
  readonly zones: readonly ZonePlan[];
  /** Services reached by interface endpoints, such as `secretsmanager`. */
  readonly interfaceEndpoints: readonly string[];
  readonly addressPools: readonly AddressPoolPlan[];
  readonly dnsZone: DnsZonePlan;
  readonly names: RegionNames;
  /** TLS mode of the TURN fleet decides which service records and certificates exist. */
  readonly turnTls: TurnFleetPlan["tls"]["mode"];
  readonly secrets: readonly SecretPlan[];
  /** Bucket of recordings; absent: none. */
  readonly recordings?: { readonly expireDays: number };
  /** Days that flow logs and node logs are kept. */
  readonly logRetentionDays: number;
  /** Addresses that alarms are mailed to. */
  readonly notify: readonly string[];
  /** Role of functions on another cloud; absent: none, or another region's network layer makes it. */
  readonly turnReader?: TurnReaderPlan;
}

/** App layer of one region: what is replaced every week. */
export interface AwsAppPlan {
  readonly stack: StackIdentity;
  readonly accountId?: string;
  /** Network layer whose contract this layer reads. */
  readonly network: StackIdentity;
  readonly ipv6: boolean;
  readonly names: RegionNames;
  readonly turn: TurnFleetPlan;
  readonly media: MediaFleetPlan;
  /** Budget on the CostCenter tag; absent: none, or another region's app layer keeps it. */
  readonly budget?: BudgetPlan;
  readonly protect: boolean;
}

/** Monthly budget. */
export interface BudgetPlan {
  readonly name: string;
  /** US dollars a month. */
  readonly monthly: number;
  readonly costCenter: string;
  readonly notify: readonly string[];
}

/** Global layer: DNS that spans the regions. */
export interface AwsGlobalPlan {
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

/** An identity that a pipeline takes on without a stored key. */
export interface DeployIdentityPlan {
  /** OIDC issuer, such as `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  readonly audience: string;
  /** Subjects that may take the role, as the issuer spells them; `*` only within a subject. */
  readonly subjects: readonly string[];
}

/** Bootstrap layer: the state bucket itself. */
export interface AwsBootstrapPlan {
  readonly stack: StackIdentity;
  readonly accountId?: string;
  /** Absent where the state is kept elsewhere and only the deploy identity is made. */
  readonly stateBucket?: string;
  readonly deployIdentity?: DeployIdentityPlan;
}

/** Everything of one environment on AWS. */
export interface AwsTopology {
  readonly kind: "turn-janus";
  readonly bootstrap?: AwsBootstrapPlan;
  readonly regions: readonly { readonly region: string; readonly network: AwsNetworkPlan; readonly app: AwsAppPlan }[];
  readonly global?: AwsGlobalPlan;
}
