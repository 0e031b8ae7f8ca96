/**
 * Prices of AWS in us-east-1, US dollars, on demand, without tax, as known in 2025 and not compared with the price list since.
 * Other regions differ by up to about a third; the figures are for planning, not for billing.
 */
export const awsPrices = {
  /** Public IPv4 address, per hour, in use or not. */
  publicAddressHour: 0.005,
  /** Network or Application Load Balancer, per hour, without capacity units. */
  loadBalancerHour: 0.0225,
  /** NAT gateway, per hour, without traffic. */
  natGatewayHour: 0.045,
  /** Interface endpoint, per hour and zone. */
  interfaceEndpointHour: 0.01,
  /** gp3 volume, per GiB and month. */
  volumeGibMonth: 0.08,
  /** Customer managed key, per month. */
  keyMonth: 1,
  /** Secret, per month. */
  secretMonth: 0.4,
  /** Hosted zone, per month. */
  hostedZoneMonth: 0.5,
  /** Health check of an AWS endpoint, per month. */
  healthCheckMonth: 0.5,
  /** Custom metric or alarm, per month, on average. */
  alarmMonth: 0.1,
  /** Traffic to the internet, per GB, first 10 TB of a month. */
  egressGigabyte: 0.09,
} as const;

/** Hours in a month, as AWS counts them. */
export const hoursPerMonth = 730;
