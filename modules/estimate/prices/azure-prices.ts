import type { PriceTier } from "./price-list";

/** Prices of Azure in one region, US dollars, pay as you go, without tax. */
export interface AzureRegionPrices {
  /** Price of a machine, as a multiple of that in westeurope. */
  readonly machineFactor: number;
  /** Logs taken, per GB. */
  readonly logGigabyte: number;
  /** Serverless SQL, per vCore and hour awake. */
  readonly databaseVcoreHour: number;
  /** One worker EP1 of Elastic Premium, per hour. */
  readonly premiumWorkerHour: number;
  /** To the internet, per GB, by volume of the month. */
  readonly egress: readonly PriceTier[];
}

/** When the prices were noted down. They were not compared with the price list since. */
export const azurePricesAsOf = "2025-11";

/** Prices that are the same, or nearly, in all regions. */
export const azurePrices = {
  /** SignalR, per unit and month; each unit includes a million messages a day. */
  signalrStandardUnitMonth: 49,
  signalrPremiumUnitMonth: 61,
  signalrMessagesPerUnitAndDay: 1_000_000,
  /** Beyond them, per million. */
  signalrMillionMessages: 1,
  /** Flex Consumption: on demand, and of instances that are always ready, per GB-second and million executions. */
  flexOnDemandGigabyteSecond: 0.000026,
  flexReadyGigabyteSecond: 0.000004,
  flexReadyExecutionGigabyteSecond: 0.000016,
  flexMillionExecutions: 0.4,
  /** Free of on-demand use, per subscription and month. */
  flexFreeGigabyteSeconds: 100_000,
  flexFreeExecutions: 250_000,
  /** Static web app, per month. */
  pageStandardMonth: 9,
  frontDoorStandardMonth: 35,
  frontDoorPremiumMonth: 330,
  privateEndpointHour: 0.01,
  /** Zone, public or private, per month. */
  dnsZoneMonth: 0.5,
  /** Standard public address, per hour; of a prefix, per address and hour. */
  publicAddressHour: 0.005,
  prefixAddressHour: 0.006,
  /** Standard Load Balancer with up to five rules, per hour. */
  balancerHour: 0.025,
  /** SQL storage, per GB and month; the SKU Basic, all in, per month. */
  databaseGigabyteMonth: 0.115,
  databaseBasicMonth: 4.9,
  metricAlertMonth: 0.1,
  /** Query alert that looks every quarter of an hour or less often, and more often, per month. */
  queryAlertMonth: 0.5,
  frequentQueryAlertMonth: 1.5,
  /** Logs free of charge, GB a month and billing account. */
  freeLogGigabytes: 5,
} as const;

/** Premium SSD by the largest size of its step, GiB: per month. */
export const premiumDisks: readonly (readonly [gibibytes: number, dollars: number])[] = [
  [4, 0.6],
  [8, 1.2],
  [16, 2.4],
  [32, 5.28],
  [64, 10.21],
  [128, 19.71],
  [256, 38.01],
];

/** The service of metered.ca beyond what a plan includes, per GB: its highest list price, for want of a plan. */
export const meteredGigabyte = 0.4;

function egress(first: number, second: number, third: number, last: number): readonly PriceTier[] {
  return [
    { upToGigabytes: 100, dollars: 0 },
    { upToGigabytes: 10_240, dollars: first },
    { upToGigabytes: 51_200, dollars: second },
    { upToGigabytes: 153_600, dollars: third },
    { dollars: last },
  ];
}

const zone1 = egress(0.087, 0.083, 0.07, 0.05);
const zone2 = egress(0.12, 0.085, 0.082, 0.08);
const zone3 = egress(0.181, 0.175, 0.17, 0.16);

function region(
  machineFactor: number,
  logGigabyte: number,
  databaseVcoreHour: number,
  premiumWorkerHour: number,
  tiers: readonly PriceTier[] = zone1,
): AzureRegionPrices {
  return { machineFactor, logGigabyte, databaseVcoreHour, premiumWorkerHour, egress: tiers };
}

/** Region that stands in for those that the table lacks. */
export const azureBaseRegion = "westeurope";

/** The table by region. */
export const azureRegionPrices: Readonly<Record<string, AzureRegionPrices>> = {
  westeurope: region(1, 2.76, 0.5218, 0.236),
  northeurope: region(0.962, 2.76, 0.5218, 0.22),
  germanywestcentral: region(1, 2.99, 0.5479, 0.236),
  francecentral: region(1.01, 2.99, 0.5479, 0.236),
  swedencentral: region(0.92, 2.3, 0.5218, 0.22),
  uksouth: region(1, 2.76, 0.5479, 0.236),
  eastus: region(0.923, 2.3, 0.5218, 0.2162),
  eastus2: region(0.923, 2.3, 0.5218, 0.2162),
  centralus: region(1, 2.3, 0.5218, 0.2162),
  westus2: region(0.923, 2.3, 0.5218, 0.2162),
  southeastasia: region(1.115, 2.99, 0.6, 0.25, zone2),
  japaneast: region(1.192, 3.34, 0.6, 0.26, zone2),
  australiaeast: region(1.154, 3.34, 0.6, 0.26, zone2),
  brazilsouth: region(1.48, 4.3, 0.83, 0.35, zone3),
};
