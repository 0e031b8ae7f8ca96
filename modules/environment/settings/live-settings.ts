import type { PortRange } from "../../shared/ports";
import type { GoLiveBalanced, GoLiveCompose, GoLiveKubernetes } from "../input/go-live";
import type { LiveRecordings, LiveSettings, LiveTurnSettings } from "../input/live";
import type { CompleteAwsCommon, NodeBounds } from "./aws-settings";

/** live-webrtc with every default filled in. */
export interface CompleteLive {
  readonly image: string;
  readonly access: NonNullable<LiveSettings["access"]>;
  /** Absent: the public name. */
  readonly allowedOrigin?: string;
  readonly mediaPorts: PortRange;
  readonly viewersPerRoom: number;
  readonly requests: { readonly perSecond: number; readonly burst: number };
  readonly turn: LiveTurnSettings;
  readonly tracing?: { readonly endpoint: string; readonly protocol: "grpc" | "http" };
  readonly rooms: NonNullable<LiveSettings["rooms"]>;
  readonly drainMinutes: number;
}

/** Recordings outside AWS. */
export interface CompleteRecordings {
  readonly store: LiveRecordings["store"];
  readonly prefix: string;
  readonly keepLocal: boolean;
  readonly sweeperImage?: string;
}

interface CompleteShape extends CompleteLive {
  readonly recordings?: CompleteRecordings;
}

/** One of the shapes outside AWS. */
export type CompleteGoLive =
  | (CompleteShape & Pick<GoLiveCompose, "shape" | "coturn">)
  | (CompleteShape & Pick<GoLiveBalanced, "shape" | "instances" | "redis"> & { readonly proxy: "nginx" | "haproxy" })
  | (CompleteShape & {
      readonly shape: GoLiveKubernetes["shape"];
      readonly namespace: string;
      readonly instances: NodeBounds;
      readonly media: GoLiveKubernetes["media"];
      readonly front: NonNullable<GoLiveKubernetes["front"]>;
      readonly volumeGib: number;
      readonly cpuPercent: number;
      readonly prometheusOperator: boolean;
    });

/** live-webrtc on AWS. */
export interface CompleteGoLiveAws extends CompleteAwsCommon {
  readonly topology: "go-live";
  readonly live: CompleteLive & {
    readonly nodes: NodeBounds;
    readonly instanceType: string;
    readonly cpuPercent: number;
    readonly turnSecretArn?: string;
    readonly volumeGib: number;
  };
  readonly recordings?: { readonly expireDays: number };
  readonly elasticIps: number;
}
