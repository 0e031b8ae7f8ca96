import type { PortRange } from "../../shared/ports";
import type { FederationSettings, ServerlessEnvironment, SignalrSku } from "../input/azure";

/** A TURN source with every default filled in. */
export type CompleteTurnSource =
  | { readonly kind: "aws" }
  | { readonly kind: "metered"; readonly app: string }
  | CompleteAzureTurn;

/** coturn on virtual machines. */
export interface CompleteAzureTurn {
  readonly kind: "azure";
  readonly nodes: number;
  readonly size: string;
  readonly relayPorts: PortRange;
  readonly certificate?: string;
  readonly sshKey: string;
  readonly perUser: number;
  readonly megabitsPerSecond: number;
  readonly coturnVersion: string;
}

/** The part on Azure with every default filled in. */
export interface CompleteAzure {
  readonly tier: ServerlessEnvironment["tier"];
  /** In the order of the file; the first is home. */
  readonly regions: readonly string[];
  /** Paths of the sources in the file, in order. */
  readonly turn: readonly CompleteTurnSource[];
  readonly turnIsList: boolean;
  readonly subscription?: string;
  readonly tenant?: string;
  readonly operators?: string;
  readonly deployFrom: readonly string[];
  readonly signalr: { readonly sku: SignalrSku; readonly capacity: number };
  readonly functions: {
    readonly hosting: "flex" | "premium";
    readonly maximumInstances: number;
    readonly memoryMebibytes: number;
    readonly alwaysReady: number;
  };
  readonly statistics?: {
    readonly sku: string;
    readonly administrators?: { readonly name: string; readonly objectId: string };
  };
  readonly frontDoor: boolean;
  readonly pageHostname?: string;
  readonly secretVersion: number;
  readonly federation?: FederationSettings;
}

/** Path of a source in the file. */
export function turnSourcePath(azure: CompleteAzure, index: number): string {
  return azure.turnIsList ? `azure.turn[${index}]` : "azure.turn";
}
