import type { StackIdentity } from "../../shared/stack-identity";

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

/** A zone in which no node stands. */
export type BalancerZonePlan = Pick<ZonePlan, "name" | "suffix" | "publicCidr" | "publicIpv6Index">;

/** The public zone that holds the environment's names. */
export type DnsZonePlan =
  /** Made by this stack. */
  | { readonly kind: "create"; readonly name: string }
  /** Made by the network stack of the first region; found by name. */
  | { readonly kind: "find"; readonly name: string }
  /** Made elsewhere; given by id. */
  | { readonly kind: "given"; readonly name: string; readonly zoneId: string };

/** The network that a region's layers stand on, whatever the topology. */
export interface AwsGroundPlan {
  readonly stack: StackIdentity;
  /** The one account that may be applied to; absent: whichever the credentials belong to. */
  readonly accountId?: string;
  readonly cidr: string;
  readonly ipv6: boolean;
  readonly nat: "none" | "one" | "per-zone";
  readonly zones: readonly ZonePlan[];
  /** Zone beside the only one, in which the application load balancer has its second subnet; absent: there are several zones. */
  readonly balancerZone?: BalancerZonePlan;
  /** Services reached by interface endpoints, such as `secretsmanager`. */
  readonly interfaceEndpoints: readonly string[];
  readonly dnsZone: DnsZonePlan;
  /** Days that flow logs and node logs are kept. */
  readonly logRetentionDays: number;
  /** Addresses that alarms are mailed to. */
  readonly notify: readonly string[];
}

/** Monthly budget. */
export interface BudgetPlan {
  readonly name: string;
  /** US dollars a month. */
  readonly monthly: number;
  readonly costCenter: string;
  readonly notify: readonly string[];
}

/** An identity that a pipeline takes on without a stored key. */
export interface DeployIdentityPlan {
  /** OIDC issuer, such as `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  readonly audience: string;
  /** Subjects that may take the role, as the issuer spells them; `*` only within a subject. */
  readonly subjects: readonly string[];
  /** What the environment has beyond what every one has, and its pipeline therefore has to make. */
  readonly also: readonly ("credential-api" | "openvidu" | "room-directory")[];
  /** OpenID Connect provider of the issuer that the account has already; absent: it is made. */
  readonly providerArn?: string;
  /** Issuer of tokens that the environment itself trusts: its network layer holds a provider for it; absent: none. */
  readonly trustedIssuer?: string;
  /** Parameters of the team's with the ids of its images, by name; those of our image build are known by theirs. */
  readonly imageParameters: readonly string[];
  /** The most that roles may do which the pipeline makes. */
  readonly boundary: {
    /** Name of the policy. */
    readonly name: string;
    /** Secrets beyond those of the environment, by ARN. */
    readonly secrets: readonly string[];
    /** Buckets beyond those of the environment, by name. */
    readonly buckets: readonly string[];
  };
}

/** Bootstrap layer: the state bucket itself. */
export interface AwsBootstrapPlan {
  readonly stack: StackIdentity;
  readonly accountId?: string;
  /** Absent where the state is kept elsewhere and only the deploy identity is made. */
  readonly stateBucket?: string;
  readonly deployIdentity?: DeployIdentityPlan;
}
