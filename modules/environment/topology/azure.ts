import type { PortRule } from "../../shared/ports";
import type { StackIdentity } from "../../shared/stack-identity";
import type { TurnFleetPlan } from "./fleet";

/** What every Azure plan knows: where it is and what its names begin with. */
export interface AzurePlace {
  readonly stack: StackIdentity;
  /** Subscription that may be applied to; absent: that of ARM_SUBSCRIPTION_ID. */
  readonly subscriptionId?: string;
  readonly tenantId?: string;
  /** Resource group of the region, which the bootstrap layer makes. */
  readonly resourceGroup: string;
  readonly names: AzureNames;
}

/** Names of one region. Those that are unique in the whole world take a random suffix, which the network layer keeps. */
export interface AzureNames {
  /** Begin of names that are unique within the resource group. */
  readonly local: string;
  /** Begin of SignalR, function, SQL and Front Door names: followed by `-` and the suffix. */
  readonly global: string;
  /** Begin of the storage account's name: followed by the suffix. */
  readonly storage: string;
  /** Begin of the vault's name: followed by `-` and the suffix. */
  readonly vault: string;
}

/** A pipeline's token that an identity accepts. */
export interface FederatedCredentialPlan {
  /** Unique within the identity; part of the resource's address. */
  readonly name: string;
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
}

/** Bootstrap layer: what needs an owner of the subscription, applied once by hand. */
export interface AzureBootstrapPlan extends AzurePlace {
  /** Resource groups of the environment, one per region. */
  readonly resourceGroups: readonly { readonly region: string; readonly name: string }[];
  /** Where the states are kept; absent where they are kept elsewhere. */
  readonly stateStore?: {
    readonly resourceGroup: string;
    readonly storageAccount: string;
    readonly container: string;
  };
  /** Entra group whose members may apply by hand. */
  readonly operators?: string;
  /** Pipeline that may deploy. */
  readonly deployCredentials: readonly FederatedCredentialPlan[];
}

/** A secret of the vault. Its value never passes through Terraform's files. */
export interface AzureSecretPlan {
  /** Name in the vault. */
  readonly name: "session-signing-key" | "turn-shared-secret" | "metered-secret-key";
  /** What it is for. */
  readonly purpose: string;
  /** Ephemeral variable that may carry the value. */
  readonly variable: string;
  /** Whether a value is made where the variable is not set; else it has to be set. */
  readonly generated: boolean;
  /** Raise it to write a new value. */
  readonly version: number;
}

/** Addresses of TURN nodes: what survives a new app layer. */
export interface AzureTurnAddressPlan {
  readonly slots: readonly {
    /** 1 … number of nodes. */
    readonly slot: number;
    /** Availability zone, or none where the region has none. */
    readonly zone?: string;
    readonly hostname: string;
    /** Name of the record in the zone. */
    readonly recordName: string;
  }[];
  /** Zones that the prefix spans. */
  readonly zones: readonly string[];
  /** Length of the prefix that holds all addresses, 28–31. */
  readonly prefixLength: number;
  /** Public zone of the region: `<region>.<domain>`. */
  readonly dnsZone: string;
  /** Whether a load balancer passes TURN over TLS through. */
  readonly tls: boolean;
}

/** Network layer of one region: what must survive. */
export interface AzureNetworkPlan extends AzurePlace {
  readonly addressSpace: string;
  readonly functionSubnet: {
    readonly cidr: string;
    /** Service that owns the subnet. */
    readonly delegation: "Microsoft.App/environments" | "Microsoft.Web/serverFarms";
  };
  /** Subnet of private endpoints; absent: services are reached by service endpoints. */
  readonly endpointSubnet?: { readonly cidr: string };
  readonly vault: { readonly softDeleteRetentionDays: number; readonly purgeProtection: boolean };
  readonly storageReplication: "LRS" | "ZRS";
  readonly logs: { readonly retentionDays: number; readonly dailyGigabytes: number };
  readonly insights: { readonly samplingPercent: number; readonly dailyGigabytes: number };
  readonly secrets: readonly AzureSecretPlan[];
  /** Addresses that may reach the vault and the storage from outside. */
  readonly deployFrom: readonly string[];
  /** Identity that administers the database, and who may take it; absent where a group does, or there is no database. */
  readonly migrationCredentials?: readonly FederatedCredentialPlan[];
  /** Mail addresses of alarms. */
  readonly notify: readonly string[];
  /** Limit of the region's resource group. */
  readonly budget?: { readonly name: string; readonly monthly: number; readonly notify: readonly string[] };
  readonly turn?: AzureTurnAddressPlan & {
    readonly cidr: string;
    /** Ports of the nodes, from the ports table. */
    readonly ports: readonly PortRule[];
    /** Certificate in the vault; absent: no TLS. */
    readonly certificate?: string;
  };
}

/** Edge layer: the web page, before the functions, which accept it as an origin. */
export interface AzureEdgePlan extends AzurePlace {
  /** Network layer of the home region. */
  readonly network: StackIdentity;
  readonly pages: readonly { readonly region: string; readonly sku: "Free" | "Standard" }[];
  readonly pageHostname?: string;
  /** Front Door with a firewall in front; absent: none. */
  readonly frontDoor?: { readonly requestsPerMinuteAndAddress: number };
}

/** A place where functions get TURN credentials, in the order in which clients fail over. */
export type TurnSourcePlan =
  | {
      readonly kind: "aws";
      /** Fleets with the secret that credentials are made with, nearest first. */
      readonly fleets: readonly {
        readonly region: string;
        readonly secretArn: string;
        readonly urls: readonly string[];
      }[];
      /** Role that functions take with a token of their own. */
      readonly roleArn: string;
      /** Application id URI that the token is for. */
      readonly tokenResource: string;
    }
  | { readonly kind: "metered"; readonly app: string }
  | { readonly kind: "azure"; readonly urls: readonly string[] };

/** The function app of one region. */
export interface FunctionPlan {
  readonly hosting: "flex" | "premium";
  readonly maximumInstances: number;
  readonly memoryMebibytes: number;
  readonly alwaysReady: number;
  readonly zoneRedundant: boolean;
  readonly turnSources: readonly TurnSourcePlan[];
  /** Life of a TURN credential, seconds. */
  readonly turnSeconds: number;
  /** Credentials that all users together may get in a day. */
  readonly turnDailyCap: number;
}

/** The database of statistics. */
export interface StatisticsPlan {
  readonly sku: string;
  /** Only serverless SKUs pause. */
  readonly pause?: { readonly afterMinutes: number; readonly minimumVcores: number };
  readonly storage: "Local" | "Zone";
  /** Entra group that administers; absent: the migration identity of the network layer. */
  readonly administrators?: { readonly name: string; readonly objectId: string };
}

/** coturn on virtual machines. */
export interface AzureTurnFleetPlan extends AzureTurnAddressPlan {
  readonly size: string;
  readonly sshKey: string;
  /** Certificate in the vault; absent: no TLS. */
  readonly certificate?: string;
  /** The same plan as a fleet on AWS has: files and ports are rendered from it. */
  readonly fleet: TurnFleetPlan;
  readonly domain: string;
}

/** App layer of one region: what is replaced every week. */
export interface AzureAppPlan extends AzurePlace {
  readonly network: StackIdentity;
  readonly edge: StackIdentity;
  readonly signalr: {
    readonly sku: string;
    readonly capacity: number;
    /** Whether servers reach it by private endpoint alone. */
    readonly privateServers: boolean;
    /** Messages in a quarter of an hour above which somebody drains it. */
    readonly drainMessages: number;
  };
  readonly functions: FunctionPlan;
  readonly statistics?: StatisticsPlan;
  /** Whether services are reached by private endpoints. */
  readonly privateEndpoints: boolean;
  readonly turnFleet?: AzureTurnFleetPlan;
}

/** Everything of one environment on Azure. */
export interface AzureTopology {
  readonly kind: "serverless";
  readonly tier: "free" | "standard" | "resilient";
  readonly bootstrap: AzureBootstrapPlan;
  readonly edge: AzureEdgePlan;
  readonly regions: readonly {
    readonly region: string;
    readonly network: AzureNetworkPlan;
    readonly app: AzureAppPlan;
  }[];
}
