/** What a provider promises of a service: the figure below which it gives credits. */
export interface SlaFigure {
  readonly name: string;
  /** Share of a month. */
  readonly availability: number;
  /** Document that says so. */
  readonly source: keyof typeof slaSources;
  /** `free`: the figure is that of the paid SKU, and the one in use comes without a promise. `advertised`: no contract. */
  readonly without?: "free" | "advertised";
}

/** Where the figures are from, and of when. */
export const slaSources = {
  azure: {
    document: "Microsoft, consolidated Service Level Agreement for Online Services",
    asOf: "2024-04",
    checked: true,
  },
  "azure-newer": {
    document: "Microsoft, SLA pages of the services, noted down from memory",
    asOf: "2025-11",
    checked: false,
  },
  aws: {
    document: "AWS, SLA pages of the services, noted down from memory",
    asOf: "2025-11",
    checked: false,
  },
  metered: { document: "Metered, TURN server documentation: advertised, not binding", asOf: "2024-04", checked: true },
} as const;

/** Figures on Azure. */
export const azureSla = {
  signalrStandard: { name: "SignalR Standard", availability: 0.999, source: "azure" },
  signalrPremium: { name: "SignalR Premium", availability: 0.9995, source: "azure-newer" },
  signalrFree: { name: "SignalR Free", availability: 0.999, source: "azure", without: "free" },
  functions: { name: "Functions", availability: 0.9995, source: "azure" },
  storage: { name: "Storage", availability: 0.9995, source: "azure" },
  keyVault: { name: "Key Vault", availability: 0.9999, source: "azure" },
  page: { name: "Static Web App", availability: 0.9995, source: "azure" },
  pageFree: { name: "Static Web App Free", availability: 0.9995, source: "azure", without: "free" },
  frontDoor: { name: "Front Door", availability: 0.9999, source: "azure-newer" },
  /** One machine with premium disks. */
  machine: { name: "virtual machine", availability: 0.999, source: "azure-newer" },
  /** Two machines or more in two zones or more: what they share. */
  machinesInZones: { name: "machines in zones", availability: 0.9999, source: "azure-newer" },
  metered: { name: "metered.ca", availability: 0.99999, source: "metered", without: "advertised" },
} as const satisfies Readonly<Record<string, SlaFigure>>;

/** Figures on AWS. */
export const awsSla = {
  /** One instance. */
  instance: { name: "EC2 instance", availability: 0.995, source: "aws" },
  /** Instances in two zones or more: what they share. */
  region: { name: "EC2 in zones", availability: 0.9999, source: "aws" },
  balancer: { name: "load balancer", availability: 0.9999, source: "aws" },
  dns: { name: "Route 53", availability: 1, source: "aws" },
  objectStore: { name: "S3", availability: 0.999, source: "aws" },
} as const satisfies Readonly<Record<string, SlaFigure>>;
