import type { MediaSettings, NodeCount, TurnSettings } from "./turn-janus";

/** The part of an environment that lives on AWS: one topology. */
export type AwsEnvironment = TurnJanusEnvironment;

/** What every AWS topology decides. */
export interface AwsCommon {
  /**
   * Account id, 12 digits. Terraform then refuses to apply with another account's credentials.
   * @default any account
   */
  readonly account?: string;
  /** Regions by their code. The first one listed keeps the zone and the budget. */
  readonly regions: Readonly<Record<string, RegionSettings>>;
  /**
   * Public hosted zone that already exists for the domain.
   * @default a zone is made; delegate the domain to the name servers that the network layer prints
   */
  readonly dns?: { readonly zoneId: string };
  /**
   * Quotas of the account, as far as they differ from AWS's defaults.
   * @default elasticIps 5 per region (EC2, L-0263D0A3)
   */
  readonly quotas?: { readonly elasticIps?: number };
  /**
   * Days that logs are kept; one of the values that CloudWatch Logs takes.
   * @default 30; 400 when protected
   */
  readonly logRetentionDays?: number;
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
}

/** One AWS region. */
export interface RegionSettings {
  /** Number of availability zones, or their names where the account's zones differ from the usual ones. */
  readonly zones: number | readonly string[];
  /**
   * IPv4 range of the VPC, /16 to /20.
   * @default 10.N.0.0/16, N from the region
   */
  readonly cidr?: string;
  /**
   * Dual stack: the balancers (TURN over TLS, media API) answer on IPv6 too. Nodes keep to IPv4, since an IPv6 address cannot
   * stay with a slot.
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * NAT gateways for the private subnets.
   * @default none: nodes live in public subnets
   */
  readonly nat?: "none" | "one" | "per-zone";
  /**
   * AWS services that are reached without leaving the VPC, such as `secretsmanager`.
   * @default none: each costs about 7 US dollars a month and zone
   */
  readonly interfaceEndpoints?: readonly string[];
}

/** coturn on fixed addresses and a media fleet, both in Auto Scaling groups. */
export interface TurnJanusEnvironment extends AwsCommon {
  readonly topology: "turn-janus";
  /**
   * `mutable`: stock Ubuntu that configures itself at boot. `immutable`: images that Packer built; ids or SSM parameters
   * may be given, else the parameters that our image build writes are read.
   * @default mutable
   */
  readonly image?: "mutable" | "immutable" | { readonly turn: string; readonly media: string };
  readonly turn: TurnSettings;
  readonly media: MediaSettings;
  /**
   * Bucket for recordings.
   * @default none
   */
  readonly recordings?: { readonly expireDays: number };
  /**
   * Secrets.
   * @default rotationDays 30; 0 switches the schedule off
   */
  readonly secrets?: { readonly rotationDays?: number };
}

export type { MediaSettings, NodeCount, TurnSettings };
