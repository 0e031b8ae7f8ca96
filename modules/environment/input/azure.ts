import type { PortRange } from "../../shared/ports";

/** The part of an environment that lives on Azure: one topology. */
export type AzureEnvironment = ServerlessEnvironment;

/** Signalling without servers: SignalR, Functions, Static Web Apps, Key Vault and SQL, and where TURN comes from. */
export interface ServerlessEnvironment {
  readonly topology: "serverless";
  /**
   * `free`: free SKUs and no database, for a demonstration: without traffic it costs its alarms, about 2 US dollars a month. `standard`: one region with an SLA. `resilient`: two regions or more, paid SKUs,
   * zone redundancy of functions, storage and database, private endpoints, two front ends behind one address.
   */
  readonly tier: "free" | "standard" | "resilient";
  /** Regions as Azure spells them, such as `westeurope`. The first one listed keeps the front end. */
  readonly regions: readonly string[];
  /**
   * Where TURN comes from; several in the order in which clients fail over. `aws`: the fleet of the part on AWS. `metered`: the
   * service of metered.ca. `azure`: coturn on virtual machines of our own.
   */
  readonly turn: TurnSourceSettings | readonly TurnSourceSettings[];
  /**
   * Subscription id. Terraform then refuses to apply to another one.
   * @default that of the environment variable ARM_SUBSCRIPTION_ID
   */
  readonly subscription?: string;
  /**
   * Tenant id.
   * @default that of the credentials
   */
  readonly tenant?: string;
  /**
   * Object id of the Entra group whose members may apply by hand: they may write secrets and packages.
   * @default nobody but the pipeline
   */
  readonly operators?: string;
  /**
   * Addresses from which Terraform and pipelines reach the vault and the storage, IPv4 or ranges of it. A run may give its own
   * with the variable `deployer_addresses`.
   * @default none
   */
  readonly deployFrom?: readonly string[];
  /**
   * The message service.
   * @default by tier
   */
  readonly signalr?: SignalrSettings;
  /**
   * The functions.
   * @default by tier
   */
  readonly functions?: FunctionSettings;
  /**
   * Anonymous statistics in Azure SQL.
   * @default with `deploy`, in the tiers `standard` and `resilient`, a serverless database that pauses itself, administered by an
   * identity that only the pipeline's migration job can take; otherwise `off`
   */
  readonly statistics?: "off" | StatisticsSettings;
  /**
   * Front Door with a web application firewall in front of the page.
   * @default in tier resilient, where it stands before two static web apps
   */
  readonly frontDoor?: boolean;
  /**
   * Name of your own for the page, such as `app.example.com`; functions then accept it as an origin.
   * @default the names that Azure gives
   */
  readonly pageHostname?: string;
  /** Secrets in Key Vault. */
  readonly secrets?: {
    /**
     * Version of the values: raise it to write new ones. The one before stays valid, so that nobody is dropped.
     * @default 1
     */
    readonly version?: number;
  };
  /**
   * Trust of AWS in the functions' identities, so that they may read the one secret of the TURN fleet. Known after the first
   * apply of the network layers, which print the identities.
   * @default none: credentials of the AWS fleet are not handed out yet
   */
  readonly federation?: FederationSettings;
}

/** How AWS recognizes a function. */
export interface FederationSettings {
  /** Tenant that signs the functions' tokens: a GUID. */
  readonly tenant: string;
  /** Application id URI that the tokens are for, such as `api://webrtc-aws`. */
  readonly audience: string;
  /** Object id of the functions' identity of each region, as the network layer prints it (`function_identity_principal_id`). */
  readonly identities: Readonly<Record<string, string>>;
}

/** SKUs of SignalR that are used here. */
export type SignalrSku = "Free_F1" | "Standard_S1" | "Premium_P1" | "Premium_P2";

/** The message service. */
export interface SignalrSettings {
  /**
   * @default Free_F1 in tier free, Standard_S1 else
   */
  readonly sku?: SignalrSku;
  /**
   * Units: 1,000 connections and a million messages a day each.
   * @default the smallest of the SKU
   */
  readonly capacity?: number;
}

/** The functions. */
export interface FunctionSettings {
  /**
   * `flex`: Flex Consumption, scales to zero. `premium`: EP1, where Key Vault references behind a firewall are wanted.
   * @default flex
   */
  readonly hosting?: "flex" | "premium";
  /**
   * Most instances at a time: what an attacker can make us pay for.
   * @default 40
   */
  readonly maximumInstances?: number;
  /**
   * Memory of one instance, MiB; Flex Consumption only.
   * @default 2048
   */
  readonly memoryMebibytes?: 512 | 2048 | 4096;
  /**
   * Instances that never go to sleep.
   * @default 0; 2 in tier resilient
   */
  readonly alwaysReady?: number;
}

/** The database of statistics. */
export interface StatisticsSettings {
  /**
   * `GP_S_Gen5_1`, `GP_S_Gen5_2`, `GP_S_Gen5_4` (serverless) or `Basic`.
   * @default GP_S_Gen5_1
   */
  readonly sku?: string;
  /**
   * Entra group that administers the database.
   * @default an identity made for the migration job
   */
  readonly administrators?: { readonly name: string; readonly objectId: string };
}

/** Where TURN comes from, by name or with details. */
export type TurnSourceSettings = "aws" | "metered" | MeteredSettings | AzureTurnSettings;

/** The service of metered.ca. */
export interface MeteredSettings {
  readonly kind: "metered";
  /** Name of the application: `<app>.metered.live`. */
  readonly app: string;
}

/** coturn on virtual machines, each with an address of its own. */
export interface AzureTurnSettings {
  readonly kind: "azure";
  /**
   * Machines per region, spread over the zones; a power of two fits the prefix of addresses best.
   * @default 2
   */
  readonly nodes?: number;
  /**
   * @default Standard_D2as_v5
   */
  readonly size?: string;
  /**
   * Ports that allocations are relayed from.
   * @default 49152–65535 (RFC 8656 §5)
   */
  readonly relayPorts?: PortRange;
  /**
   * TURN over TLS on 443: a Standard Load Balancer passes TCP through and coturn ends TLS, with a certificate from the vault.
   * @default none
   */
  readonly tls?: {
    /** Name of the certificate in the vault, PEM. */
    readonly certificate: string;
  };
  /** Public SSH key, RSA: Azure makes no Linux machine without one. No SSH port is open; it serves a bastion. */
  readonly sshKey: string;
}
