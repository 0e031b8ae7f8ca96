import type { SignalrSku } from "../input/azure";

/** Units that each SKU of SignalR can have (Azure SignalR documentation; the provider does not check the combination). */
export const signalrCapacities: Readonly<Record<SignalrSku, readonly number[]>> = {
  Free_F1: [1],
  Standard_S1: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
  Premium_P1: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
  Premium_P2: [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000],
};

/** Whether a SKU of SignalR takes network rules and private endpoints. */
export function takesNetworkRules(sku: SignalrSku): boolean {
  return sku !== "Free_F1";
}

/** Facts of a database's SKU. */
export interface DatabaseSku {
  readonly serverless: boolean;
  readonly minimumVcores?: number;
}

/** SKUs of the statistics database. Only serverless ones take an auto-pause and a smallest capacity. */
const databaseSkus: ReadonlyMap<string, DatabaseSku> = new Map([
  ["GP_S_Gen5_1", { serverless: true, minimumVcores: 0.5 }],
  ["GP_S_Gen5_2", { serverless: true, minimumVcores: 0.5 }],
  ["GP_S_Gen5_4", { serverless: true, minimumVcores: 0.5 }],
  ["Basic", { serverless: false }],
]);

/** Names of all SKUs of the statistics database. */
export const databaseSkuNames: readonly string[] = [...databaseSkus.keys()];

/** Facts of a SKU; undefined for a name that is not known. */
export function findDatabaseSku(name: string): DatabaseSku | undefined {
  return databaseSkus.get(name);
}

/** Facts of a virtual machine size. */
export interface VmSizeFacts {
  readonly vcpus: number;
  readonly memoryGib: number;
  /** Expected network bandwidth, Mb/s (Azure documentation of the series). */
  readonly megabitsPerSecond: number;
  readonly architecture: "x86_64" | "arm64";
  /** Pay as you go, Linux, westeurope, US dollars per hour; for estimates. */
  readonly dollarsPerHour: number;
}

/** Sizes with accelerated networking that TURN nodes may have. */
const vmSizes: ReadonlyMap<string, VmSizeFacts> = new Map(
  Object.entries<VmSizeFacts>({
    Standard_D2as_v5: {
      vcpus: 2,
      memoryGib: 8,
      megabitsPerSecond: 12500,
      architecture: "x86_64",
      dollarsPerHour: 0.104,
    },
    Standard_D4as_v5: {
      vcpus: 4,
      memoryGib: 16,
      megabitsPerSecond: 12500,
      architecture: "x86_64",
      dollarsPerHour: 0.208,
    },
    Standard_D2ps_v5: {
      vcpus: 2,
      memoryGib: 8,
      megabitsPerSecond: 12500,
      architecture: "arm64",
      dollarsPerHour: 0.0924,
    },
    Standard_D4ps_v5: {
      vcpus: 4,
      memoryGib: 16,
      megabitsPerSecond: 12500,
      architecture: "arm64",
      dollarsPerHour: 0.1848,
    },
    Standard_F2s_v2: { vcpus: 2, memoryGib: 4, megabitsPerSecond: 5000, architecture: "x86_64", dollarsPerHour: 0.097 },
    Standard_F4s_v2: {
      vcpus: 4,
      memoryGib: 8,
      megabitsPerSecond: 10000,
      architecture: "x86_64",
      dollarsPerHour: 0.194,
    },
  }),
);

/** Names of all known sizes. */
export const vmSizeNames: readonly string[] = [...vmSizes.keys()];

/** Facts of a size; undefined for a name that is not known. */
export function findVmSize(name: string): VmSizeFacts | undefined {
  return vmSizes.get(name);
}

/** The nearest number that there is. */
export function nearestNumber(wanted: number, known: readonly number[]): number {
  return known.reduce(
    (best, candidate) => (Math.abs(candidate - wanted) < Math.abs(best - wanted) ? candidate : best),
    known[0] ?? wanted,
  );
}
