import type { InstanceTypeFacts } from "../topology";

/**
 * Instance types that the project computes with. vCPUs, memory and sustained bandwidth as EC2's DescribeInstanceTypes answers
 * them (`BaselineBandwidthInGbps`); prices are on-demand prices of Linux in us-east-1 as of 2025, noted down without
 * a second source, for estimates only; they scale with the size within a family. Take bandwidth from `aws ec2 describe-instance-types` and the price from the EC2 price list when a family is added.
 */
interface Family {
  readonly architecture: InstanceTypeFacts["architecture"];
  /** GiB of memory per vCPU; of burstable families the memory is by size. */
  readonly gibPerVcpu: number;
  /** Price of the size `large`, US dollars per hour. */
  readonly dollarsOfLarge: number;
  /** Sustained megabits per second by size. */
  readonly baseline: Readonly<Record<string, number>>;
}

const vcpusBySize: Readonly<Record<string, number>> = {
  medium: 1,
  large: 2,
  xlarge: 4,
  "2xlarge": 8,
  "4xlarge": 16,
  "8xlarge": 32,
};

const computeFamilies: Readonly<Record<string, Family>> = {
  c5: x86(2, 0.085, { large: 750, xlarge: 1250, "2xlarge": 2500, "4xlarge": 5000 }),
  c6a: x86(2, 0.0765, { large: 781, xlarge: 1562, "2xlarge": 3125, "4xlarge": 6250, "8xlarge": 12500 }),
  c6g: arm(2, 0.068, { medium: 500, large: 750, xlarge: 1250, "2xlarge": 2500, "4xlarge": 5000, "8xlarge": 12000 }),
  c6gn: arm(2, 0.0864, {
    medium: 1600,
    large: 3000,
    xlarge: 6300,
    "2xlarge": 12500,
    "4xlarge": 25000,
    "8xlarge": 50000,
  }),
  c6i: x86(2, 0.085, { large: 781, xlarge: 1562, "2xlarge": 3125, "4xlarge": 6250, "8xlarge": 12500 }),
  c6in: x86(2, 0.1134, { large: 3125, xlarge: 6250, "2xlarge": 12500, "4xlarge": 25000, "8xlarge": 50000 }),
  c7a: x86(2, 0.10264, { medium: 390, large: 781, xlarge: 1562, "2xlarge": 3125, "4xlarge": 6250, "8xlarge": 12500 }),
  c7g: arm(2, 0.0725, { medium: 520, large: 937, xlarge: 1876, "2xlarge": 3750, "4xlarge": 7500, "8xlarge": 15000 }),
  c7gn: arm(2, 0.1248, {
    medium: 3125,
    large: 6250,
    xlarge: 12500,
    "2xlarge": 25000,
    "4xlarge": 50000,
    "8xlarge": 100000,
  }),
  c7i: x86(2, 0.08925, { large: 781, xlarge: 1562, "2xlarge": 3125, "4xlarge": 6250, "8xlarge": 12500 }),
  c8g: arm(2, 0.07976, { medium: 520, large: 937, xlarge: 1875, "2xlarge": 3750, "4xlarge": 7500, "8xlarge": 15000 }),
  m5: x86(4, 0.096, { large: 750, xlarge: 1250, "2xlarge": 2500, "4xlarge": 5000, "8xlarge": 10000 }),
  m6a: x86(4, 0.0864, { large: 781, xlarge: 1562, "2xlarge": 3125, "4xlarge": 6250, "8xlarge": 12500 }),
  m6g: arm(4, 0.077, { medium: 500, large: 750, xlarge: 1250, "2xlarge": 2500, "4xlarge": 5000, "8xlarge": 12000 }),
  m6i: x86(4, 0.096, { large: 781, xlarge: 1562, "2xlarge": 3125, "4xlarge": 6250, "8xlarge": 12500 }),
  m7g: arm(4, 0.0816, { medium: 520, large: 937, xlarge: 1876, "2xlarge": 3750, "4xlarge": 7500, "8xlarge": 15000 }),
  m7i: x86(4, 0.1008, { large: 781, xlarge: 1562, "2xlarge": 3125, "4xlarge": 6250, "8xlarge": 12500 }),
};

/** Burstable sizes: the same in every family, price as a share of `large`. */
const burstableSizes = [
  { size: "nano", vcpus: 2, memoryGib: 0.5, shareOfLarge: 1 / 16, baseline: 32 },
  { size: "micro", vcpus: 2, memoryGib: 1, shareOfLarge: 1 / 8, baseline: 64 },
  { size: "small", vcpus: 2, memoryGib: 2, shareOfLarge: 1 / 4, baseline: 128 },
  { size: "medium", vcpus: 2, memoryGib: 4, shareOfLarge: 1 / 2, baseline: 256 },
  { size: "large", vcpus: 2, memoryGib: 8, shareOfLarge: 1, baseline: 512 },
  { size: "xlarge", vcpus: 4, memoryGib: 16, shareOfLarge: 2, baseline: 1024 },
  { size: "2xlarge", vcpus: 8, memoryGib: 32, shareOfLarge: 4, baseline: 2048 },
] as const;

const burstableFamilies: readonly (readonly [string, InstanceTypeFacts["architecture"], number])[] = [
  ["t3", "x86_64", 0.0832],
  ["t3a", "x86_64", 0.0752],
  ["t4g", "arm64", 0.0672],
];

const instanceTypes: ReadonlyMap<string, InstanceTypeFacts> = new Map(
  [...computeTypes(), ...burstableTypes()].map((facts) => [facts.name, facts]),
);

/** Names of all known types. */
export const instanceTypeNames: readonly string[] = [...instanceTypes.keys()];

/** Facts of a type; undefined for a name that is not known. */
export function findInstanceType(name: string): InstanceTypeFacts | undefined {
  return instanceTypes.get(name);
}

function computeTypes(): InstanceTypeFacts[] {
  return Object.entries(computeFamilies).flatMap(([family, facts]) =>
    Object.entries(facts.baseline).map(([size, baselineMegabitsPerSecond]) => {
      const vcpus = vcpusBySize[size] ?? 0;
      return {
        name: `${family}.${size}`,
        vcpus,
        memoryGib: vcpus * facts.gibPerVcpu,
        architecture: facts.architecture,
        baselineMegabitsPerSecond,
        burstable: false,
        dollarsPerHour: dollars((facts.dollarsOfLarge * vcpus) / 2),
      };
    }),
  );
}

function burstableTypes(): InstanceTypeFacts[] {
  return burstableFamilies.flatMap(([family, architecture, dollarsOfLarge]) =>
    burstableSizes.map(({ size, vcpus, memoryGib, shareOfLarge, baseline }) => ({
      name: `${family}.${size}`,
      vcpus,
      memoryGib,
      architecture,
      baselineMegabitsPerSecond: baseline,
      burstable: true,
      dollarsPerHour: dollars(dollarsOfLarge * shareOfLarge),
    })),
  );
}

function x86(gibPerVcpu: number, dollarsOfLarge: number, baseline: Family["baseline"]): Family {
  return { architecture: "x86_64", gibPerVcpu, dollarsOfLarge, baseline };
}

function arm(gibPerVcpu: number, dollarsOfLarge: number, baseline: Family["baseline"]): Family {
  return { architecture: "arm64", gibPerVcpu, dollarsOfLarge, baseline };
}

/** Prices are listed to a hundredth of a cent at most four places further on. */
function dollars(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}
