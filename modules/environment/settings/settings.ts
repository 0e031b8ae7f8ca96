import type { PortRange } from "../../shared/ports";
import type { BudgetSettings, DeploySettings, StateSettings } from "../input/environment";
import type { MediaSettings, TurnSettings } from "../input/turn-janus";
import type { CompleteAwsCommon, NodeBounds } from "./aws-settings";
import type { CompleteAzure } from "./azure-settings";
import type { CompleteGoLive, CompleteGoLiveAws } from "./live-settings";
import type { CompleteOpenviduHa } from "./openvidu-settings";

export type { CompleteAwsCommon, CompleteRegion, NodeBounds } from "./aws-settings";

/** An environment file with every default filled in: what the checks judge and what plans are made of. */
export interface CompleteEnvironment {
  /** Name of the environment. */
  readonly name: string;
  readonly domain: string;
  readonly costCenter: string;
  readonly protect: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly budget?: BudgetSettings;
  readonly notify: readonly string[];
  readonly state: StateSettings;
  readonly deploy?: DeploySettings;
  readonly aws?: CompleteAws;
  readonly azure?: CompleteAzure;
  readonly goLive?: CompleteGoLive;
}

/** The part on AWS: one topology. */
export type CompleteAws = CompleteTurnJanus | CompleteOpenviduHa | CompleteGoLiveAws;

/** coturn on fixed addresses and a media fleet. */
export interface CompleteTurnJanus extends CompleteAwsCommon {
  readonly topology: "turn-janus";
  readonly elasticIps: number;
  readonly routing:
    | { readonly kind: "latency" }
    | { readonly kind: "geolocation"; readonly continents: Readonly<Record<string, string>> };
  readonly image: "mutable" | "immutable" | { readonly turn: string; readonly media: string };
  readonly turn: CompleteTurn;
  readonly media: CompleteMedia;
  /** 0: no schedule. */
  readonly rotationDays: number;
  readonly credentials?: CompleteCredentialApi;
}

/** The API that gives TURN credentials. */
export interface CompleteCredentialApi {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly origins: readonly string[];
  readonly dailyCap: number;
}

/** What both fleets have in common. */
export interface CompleteFleet {
  readonly nodes: NodeBounds;
  /** Name of the type; a check reports one that is not known. */
  readonly instanceType: string;
  /** Absent: what suits the zones of each region. */
  readonly placement?: "spread" | "cluster" | "none";
  readonly warmPool: number;
  readonly schedules: readonly {
    readonly name: string;
    readonly cron: string;
    readonly timeZone: string;
    readonly nodes: NodeBounds;
  }[];
  readonly drainHours: number;
  readonly drainHeartbeatSeconds: number;
  readonly launchSeconds: number;
  readonly volumeGib: number;
}

/** The TURN fleet. */
export interface CompleteTurn extends CompleteFleet {
  readonly tls: NonNullable<TurnSettings["tls"]>;
  readonly relayPorts: PortRange;
  readonly perUser: number;
  /** Absent: what the bandwidth of the type carries. */
  readonly perNode?: number;
  readonly megabitsPerSecond: number;
  readonly bandwidthPercent: number;
  readonly allocationsPercent: number;
  readonly scaleInPercentOfTarget: number;
  readonly coturnVersion: string;
}

/** The media fleet. */
export interface CompleteMedia extends CompleteFleet {
  readonly engine: { readonly kind: "janus" } | ({ readonly kind: "mediasoup" } & MediasoupBundle);
  readonly rtpPorts: PortRange;
  readonly scaleOutCpuPercent: number;
  readonly scaleInCpuPercent: number;
}

type MediasoupBundle = Pick<Extract<MediaSettings, { engine: "mediasoup" }>, "bundle">;
