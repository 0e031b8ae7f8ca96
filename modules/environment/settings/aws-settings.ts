/** What every AWS topology decides. */
export interface CompleteAwsCommon {
  readonly account?: string;
  /** In the order of the file; the first is home. */
  readonly regions: readonly CompleteRegion[];
  readonly zoneId?: string;
  readonly logRetentionDays: number;
}

/** One AWS region. */
export interface CompleteRegion {
  readonly name: string;
  /** Names of the zones; fewer than asked for where the region has fewer, which a check reports. */
  readonly zones: readonly string[];
  /** How many were asked for; absent where they are named. */
  readonly zoneCount?: number;
  /** Empty where the region is not known and the file gives none. */
  readonly cidr: string;
  readonly ipv6: boolean;
  readonly nat: "none" | "one" | "per-zone";
  readonly interfaceEndpoints: readonly string[];
}

/** Bounds of a fleet. */
export interface NodeBounds {
  readonly min: number;
  readonly max: number;
}
