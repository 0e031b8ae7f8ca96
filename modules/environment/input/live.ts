import type { PortRange } from "../../shared/ports";

/** The program live-webrtc (Go-Live): publishers send by WHIP, viewers watch by WHEP. The same in every shape. */
export interface LiveSettings {
  /** Image with its digest: `registry.example.com/live-webrtc@sha256:…`. A tag such as `latest` is refused. */
  readonly image: string;
  /**
   * What a request has to show. `token`: one for all. `rooms`: one per room. `jwt`: a signed token that names its room. The
   * values are secrets and stand in no file of the project.
   * @default token
   */
  readonly access?:
    | { readonly kind: "token" }
    | { readonly kind: "rooms" }
    | { readonly kind: "jwt"; readonly audience?: string };
  /**
   * Origin of the pages that may call.
   * @default https:// and the public name
   */
  readonly allowedOrigin?: string;
  /**
   * UDP ports of media. The program lets the kernel choose, so this is the kernel's range on its machine.
   * @default 40000–48999
   */
  readonly mediaPorts?: PortRange;
  /**
   * Viewers of one room at most; 0: no limit.
   * @default 500
   */
  readonly viewersPerRoom?: number;
  /**
   * Requests of one client address, counted at the proxy.
   * @default 10 a second, 40 at once
   */
  readonly requests?: { readonly perSecond: number; readonly burst: number };
  /**
   * TURN for clients behind strict networks.
   * @default none
   */
  readonly turn?: LiveTurnSettings;
  /**
   * Where traces go.
   * @default nowhere
   */
  readonly tracing?: {
    /** Host and port of an OTLP receiver that speaks TLS, such as `otel.example.com:4317`. */
    readonly endpoint: string;
    /**
     * @default grpc
     */
    readonly protocol?: "grpc" | "http";
  };
  /**
   * How rooms find their instance, where there are several. `hash`: by consistent hashing. `directory`: by the room router,
   * which keeps them in Redis.
   * @default hash
   */
  readonly rooms?:
    | { readonly kind: "hash" }
    | {
        readonly kind: "directory";
        /** Image of the room router with its digest. */
        readonly routerImage: string;
      };
  /**
   * How long an instance that leaves waits for its rooms to end.
   * @default 60
   */
  readonly drainMinutes?: number;
}

/** Where TURN comes from. Clients get credentials that expire, by `/api/bootstrap`. */
export type LiveTurnSettings =
  | { readonly kind: "none" }
  /** coturn with a shared secret, such as the topology turn-janus. */
  | { readonly kind: "own"; readonly urls: readonly string[] }
  /** Twilio Network Traversal, by the SIDs of the account and of an API key. */
  | { readonly kind: "twilio"; readonly accountSid: string; readonly apiKeySid: string }
  /** Xirsys, by the account's name and a channel. */
  | { readonly kind: "xirsys"; readonly ident: string; readonly channel: string }
  /** metered.ca: `<app>.metered.live`. */
  | { readonly kind: "metered"; readonly app: string };

/** Where recordings go, where AWS does not run the instances. */
export interface LiveRecordings {
  readonly store:
    | { readonly kind: "s3"; readonly region: string; readonly bucket: string }
    /** MinIO or another store with S3's interface. */
    | {
        readonly kind: "compatible";
        /** Host, with a port where it is not that of HTTPS. */
        readonly endpoint: string;
        readonly bucket: string;
        /**
         * @default none
         */
        readonly region?: string;
        /**
         * @default true
         */
        readonly tls?: boolean;
      };
  /**
   * Folder in the bucket.
   * @default recordings
   */
  readonly prefix?: string;
  /**
   * Keeps the local file after the store has confirmed it.
   * @default false
   */
  readonly keepLocal?: boolean;
  /**
   * Image of the sweeper (apps/recording-sweeper) with its digest: it uploads what the program did not, once.
   * @default none: a failed upload stays on the disk
   */
  readonly sweeperImage?: string;
}
