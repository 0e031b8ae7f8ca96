import type { PriceTier } from "./price-list";

/** Prices of AWS in one region, US dollars, on demand, without tax. */
export interface AwsRegionPrices {
  /** Price of an instance, as a multiple of that in us-east-1. */
  readonly instanceFactor: number;
  /** Network or Application Load Balancer, per hour, without capacity units. */
  readonly balancerHour: number;
  /** NAT gateway, per hour, without traffic. */
  readonly natGatewayHour: number;
  /** Interface endpoint, per hour and zone. */
  readonly interfaceEndpointHour: number;
  /** gp3 volume, per GiB and month. */
  readonly volumeGibMonth: number;
  /** To the internet, per GB, by volume of the month. */
  readonly egress: readonly PriceTier[];
}

/** When the prices were noted down. They were not compared with the price list since. */
export const awsPricesAsOf = "2025-11";

/** Prices that are the same in all regions. */
export const awsPrices = {
  /** Public IPv4 address, per hour, in use or not. */
  publicAddressHour: 0.005,
  /** Customer managed key, per month. */
  keyMonth: 1,
  /** Secret, per month. */
  secretMonth: 0.4,
  /** Hosted zone, per month. */
  hostedZoneMonth: 0.5,
  /** Health check of an AWS endpoint, basic or calculated, per month. */
  healthCheckMonth: 0.5,
  /** Metric that an alarm looks at, per month; below 60 seconds of period three times that. */
  alarmMetricMonth: 0.1,
  /** Dashboard, per month. */
  dashboardMonth: 3,
  /** Custom metric, per month, first 10,000. Detailed monitoring of an instance counts as seven. */
  customMetricMonth: 0.3,
  detailedMonitoringMetrics: 7,
  /** Between two addresses of a region that are public, per GB and direction. */
  betweenPublicAddressesGigabyte: 0.01,
  /** A million calls of the credential API: HTTP API 1.00, function 0.20 and 0.1 s of 256 MB, three counters written and read. */
  credentialMillionCalls: 1 + 0.2 + 0.42 + 3 * (1.25 + 0.25),
  /** Balancer capacity for a GB of TLS or TCP that passes a Network Load Balancer. */
  networkBalancerGigabyte: 0.006,
} as const;

/** Node of ElastiCache with Valkey in us-east-1, per hour, by type. */
export const valkeyHour: Readonly<Record<string, number>> = { "cache.t4g.micro": 0.0128 };

function egress(first: number, second: number, third: number, last: number): readonly PriceTier[] {
  return [
    { upToGigabytes: 100, dollars: 0 },
    { upToGigabytes: 10_240, dollars: first },
    { upToGigabytes: 51_200, dollars: second },
    { upToGigabytes: 153_600, dollars: third },
    { dollars: last },
  ];
}

const usual = egress(0.09, 0.085, 0.07, 0.05);

function region(
  instanceFactor: number,
  balancerHour: number,
  natGatewayHour: number,
  interfaceEndpointHour: number,
  volumeGibMonth: number,
  tiers: readonly PriceTier[] = usual,
): AwsRegionPrices {
  return { instanceFactor, balancerHour, natGatewayHour, interfaceEndpointHour, volumeGibMonth, egress: tiers };
}

/** Region that stands in for those that the table lacks. */
export const awsBaseRegion = "us-east-1";

/** The table by region. */
export const awsRegionPrices: Readonly<Record<string, AwsRegionPrices>> = {
  "us-east-1": region(1, 0.0225, 0.045, 0.01, 0.08),
  "us-east-2": region(1, 0.0225, 0.045, 0.01, 0.08),
  "us-west-1": region(1.247, 0.0252, 0.048, 0.011, 0.096),
  "us-west-2": region(1, 0.0225, 0.045, 0.01, 0.08),
  "ca-central-1": region(1.094, 0.02475, 0.05, 0.011, 0.088),
  "eu-west-1": region(1.073, 0.0252, 0.048, 0.011, 0.088),
  "eu-west-2": region(1.188, 0.02646, 0.05, 0.011, 0.0928),
  "eu-west-3": region(1.188, 0.02646, 0.05, 0.011, 0.0928),
  "eu-central-1": region(1.141, 0.027, 0.052, 0.012, 0.0952),
  "eu-north-1": region(1.071, 0.02394, 0.046, 0.0105, 0.0836),
  "ap-south-1": region(1, 0.0239, 0.056, 0.013, 0.0912, egress(0.1093, 0.085, 0.082, 0.08)),
  "ap-southeast-1": region(1.153, 0.0252, 0.059, 0.013, 0.096, egress(0.12, 0.085, 0.082, 0.08)),
  "ap-southeast-2": region(1.306, 0.0252, 0.059, 0.013, 0.096, egress(0.114, 0.098, 0.094, 0.092)),
  "ap-northeast-1": region(1.259, 0.0243, 0.062, 0.014, 0.096, egress(0.114, 0.089, 0.086, 0.084)),
  "sa-east-1": region(1.541, 0.034, 0.093, 0.021, 0.152, egress(0.15, 0.138, 0.126, 0.114)),
};
