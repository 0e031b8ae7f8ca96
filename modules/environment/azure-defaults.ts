import type { Default } from "./defaults";
import type { FunctionSettings, ServerlessEnvironment, SignalrSku } from "./input/azure";

type Tier = ServerlessEnvironment["tier"];

function because<T>(value: T, reason: string): Default<T> {
  return { value, reason };
}

/** What is chosen on Azure where an environment file says nothing, and why. */
export const azureDefaults = {
  signalr: {
    free: because<SignalrSku>("Free_F1", "tier free: 20 connections and 20,000 messages a day, no bill"),
    standard: because<SignalrSku>("Standard_S1", "the smallest SKU with an SLA"),
    resilient: because<SignalrSku>(
      "Standard_S1",
      "two regions of it are available more often than one of Premium, for less",
    ),
  } satisfies Record<Tier, Default<SignalrSku>>,
  hosting: because<NonNullable<FunctionSettings["hosting"]>>("flex", "scales to zero and reaches a virtual network"),
  maximumInstances: because(40, "the smallest limit of Flex Consumption in the provider; it bounds the bill"),
  premiumInstances: because(3, "three workers, one per zone"),
  memoryMebibytes: because(2048, "the size that Flex Consumption is billed and measured at by default"),
  alwaysReady: {
    free: because(0, "a demonstration may start cold"),
    standard: because(0, "the first caller after a pause waits a second or two"),
    resilient: because(2, "nobody waits for a cold start, in two zones"),
  } satisfies Record<Tier, Default<number>>,
  statistics: {
    free: because(
      "off",
      "tier free pays for nothing that is awake, as a database is at times; the functions keep counts for 40 days",
    ),
    withoutPipeline: because(
      "off",
      "only the migration job of a pipeline can create the tables, and deploy is not set; the functions keep counts for 40 days",
    ),
  },
  statisticsSku: because("GP_S_Gen5_1", "serverless: pauses itself after an hour and then costs its storage"),
  frontDoor: {
    free: because(false, "its base fee is more than all the rest"),
    standard: because(false, "one static web app is served from everywhere already"),
    resilient: because(true, "two pages behind one address, with a firewall: the page is not the weakest part"),
  } satisfies Record<Tier, Default<boolean>>,
  secretVersion: because(1, "the first values"),
  deployFrom: because<readonly string[]>([], "a run gives its own address with the variable deployer_addresses"),
  turnNodes: because(2, "one in each of two zones"),
  turnSize: because("Standard_D2as_v5", "the smallest with accelerated networking and a full network share"),
} as const;

/** Limits and shares on Azure that are no choice of a team, by tier where they differ. */
export const azureLimits = {
  /** Life of a TURN credential, seconds: a stolen one is soon worthless. */
  turnSeconds: 600,
  /**
   * Credentials of all users in a day. In tier free as many as the 20 connections of its SignalR SKU take around the clock, six an
   * hour each: a smaller cap leaves an office behind one address too few, which gets a share of it.
   */
  turnDailyCap: { free: 3_000, standard: 20_000, resilient: 50_000 },
  /** Gigabytes of logs that are taken in a day: the rest is dropped, so that nobody fills them at our cost. */
  dailyLogGigabytes: { free: 0.5, standard: 2, resilient: 5 },
  /** Days of logs; protected environments keep them longer. 30 are included in the price. */
  logRetentionDays: 30,
  protectedLogRetentionDays: 90,
  samplingPercent: { free: 100, standard: 50, resilient: 25 },
  /** Days that a deleted vault can be recovered; cannot be changed later (Key Vault documentation: 7–90). */
  softDeleteDays: 7,
  protectedSoftDeleteDays: 90,
  /** Requests of one address in a minute before Front Door refuses. */
  requestsPerMinuteAndAddress: 300,
  /** Messages of SignalR in a quarter of an hour above which somebody is told, per unit. */
  drainMessagesPerUnit: 100_000,
  freeDrainMessages: 5_000,
  /** Minutes without a query after which the database pauses. */
  pauseMinutes: 60,
  /** Instances of Flex Consumption (azurerm 4.55 takes 40 to 1000). */
  flexInstances: { from: 40, to: 1000 },
  /** Workers of an Elastic Premium plan. */
  premiumInstances: { from: 1, to: 100 },
  /** TURN nodes of a region: a prefix of public addresses holds 16. */
  turnNodes: 16,
  /** Share of a size's expected bandwidth that coturn hands out: Azure states it as an upper bound. */
  usableTurnMegabits: 2000,
} as const;
