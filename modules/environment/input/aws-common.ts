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
   * Days that logs are kept; one of the values that CloudWatch Logs takes.
   * @default 30; 400 when protected
   */
  readonly logRetentionDays?: number;
}

/** One AWS region. */
export interface RegionSettings {
  /**
   * Number of availability zones, or their names where the account's zones differ from the usual ones. In one zone an application
   * load balancer has a second subnet, without nodes, in another zone of the region: AWS wants two.
   */
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
