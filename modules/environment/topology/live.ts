import type { PortRange } from "../../shared/ports";

/** Where recordings are uploaded to, as the program takes it. */
export interface LiveStorePlan {
  /** Host, with a port where it is not the protocol's own. */
  readonly endpoint: string;
  readonly region?: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly tls: boolean;
  /** Whether the bucket stands in the path, as stores other than S3 want it. */
  readonly pathStyle: boolean;
  readonly deleteAfterUpload: boolean;
  /** Image of the sweeper; absent: a failed upload stays on the disk. */
  readonly sweeperImage?: string;
}

/** Where TURN comes from. */
export type LiveTurnPlan =
  | { readonly kind: "none" }
  | { readonly kind: "own"; readonly urls: readonly string[] }
  | { readonly kind: "twilio"; readonly accountSid: string; readonly apiKeySid: string }
  | { readonly kind: "xirsys"; readonly ident: string; readonly channel: string }
  | { readonly kind: "metered"; readonly app: string };

/** The program live-webrtc: the same in every shape. */
export interface LivePlan {
  /** Image with its digest. */
  readonly image: string;
  /** Public name of the service. */
  readonly hostname: string;
  readonly access:
    | { readonly kind: "token" }
    | { readonly kind: "rooms" }
    | { readonly kind: "jwt"; readonly audience?: string };
  readonly allowedOrigin: string;
  /** Kernel's range of ports, which media takes. */
  readonly mediaPorts: PortRange;
  /** 0: no limit. */
  readonly viewersPerRoom: number;
  /** Limit of one client address, at the proxy. */
  readonly requests: { readonly perSecond: number; readonly burst: number };
  readonly turn: LiveTurnPlan;
  /** Absent: recordings are off. */
  readonly recordings?: LiveStorePlan;
  /** OTLP receiver that speaks TLS; absent: no traces. */
  readonly tracing?: { readonly endpoint: string; readonly protocol: "grpc" | "http" };
  /** Image of the room router; absent: hashing alone. */
  readonly routerImage?: string;
  /** Longest time that a leaving instance waits for its rooms. */
  readonly drainSeconds: number;
}
