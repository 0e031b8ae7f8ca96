import type { LivePlan, LiveStorePlan, LiveTurnPlan } from "../../environment/topology/live";

/**
 * Every variable that the program reads. `OTEL_EXPORTER_OTLP_INSECURE` is read by its OTLP library: without it the program speaks
 * TLS to any endpoint.
 */
export const liveVariables = [
  "HTTP_ADDR",
  "ALLOWED_ORIGIN",
  "AUTH_TOKEN",
  "ROOM_TOKENS",
  "JWT_SECRET",
  "JWT_AUDIENCE",
  "ADMIN_TOKEN",
  "STUN_URLS",
  "TURN_URLS",
  "TURN_USERNAME",
  "TURN_PASSWORD",
  "TLS_CERT_FILE",
  "TLS_KEY_FILE",
  "RECORD_ENABLED",
  "RECORD_DIR",
  "MAX_SUBS_PER_ROOM",
  "RATE_LIMIT_RPS",
  "RATE_LIMIT_BURST",
  "UPLOAD_RECORDINGS",
  "DELETE_RECORDING_AFTER_UPLOAD",
  "S3_ENDPOINT",
  "S3_REGION",
  "S3_BUCKET",
  "S3_ACCESS_KEY",
  "S3_SECRET_KEY",
  "S3_USE_SSL",
  "S3_PATH_STYLE",
  "S3_PREFIX",
  "OTEL_SERVICE_NAME",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  "OTEL_EXPORTER_OTLP_PROTOCOL",
  "OTEL_EXPORTER_OTLP_INSECURE",
  "PPROF",
] as const;

/** A variable that the program reads. */
export type LiveVariable = (typeof liveVariables)[number];

/** Variables with their values. */
export type LiveEnvironment = Readonly<Partial<Record<LiveVariable, string>>>;

/** Where an instance listens and where its traces go: what differs between shapes. */
export interface LivePlace {
  /** Address and port of HTTP, as Go takes them: `:8080`. */
  readonly httpAddress: string;
  /** Collector that is reached in plain text, on the machine or within the cluster; absent: the plan's own receiver, by TLS. */
  readonly collector?: string;
  /**
   * Whether an instance itself sends through the own fleet's relays. One with a public address has no use for them, and every viewer
   * would take an allocation of the one user that it is there.
   * @default false
   */
  readonly relays?: boolean;
}

/** Name by which traces of all shapes are found: the program's own default. */
export const serviceName = "live-webrtc-go";

/** Where the volume of recordings is mounted: the image declares it. */
export const recordingsDirectory = "/records";

/**
 * What an instance is told, without secrets. There is no request limit here: the program counts connections' addresses, and
 * behind a proxy that is the proxy's. The limit stands in the proxy.
 */
export function liveEnvironment(plan: LivePlan, place: LivePlace): LiveEnvironment {
  const stun = stunUrls(plan.turn);
  return {
    HTTP_ADDR: place.httpAddress,
    ALLOWED_ORIGIN: plan.allowedOrigin,
    MAX_SUBS_PER_ROOM: String(plan.viewersPerRoom),
    ...(plan.access.kind === "jwt" && plan.access.audience !== undefined && { JWT_AUDIENCE: plan.access.audience }),
    ...(stun.length > 0 && { STUN_URLS: stun.join(",") }),
    ...(plan.turn.kind === "own" && place.relays && { TURN_URLS: plan.turn.urls.join(",") }),
    ...(plan.recordings && recordingVariables(plan.recordings)),
    ...tracingVariables(plan, place),
  };
}

/** Variables whose values are secrets: names only, the values stand in a secret store. */
export function liveSecrets(plan: LivePlan, { relays }: Pick<LivePlace, "relays"> = {}): readonly LiveVariable[] {
  const access: Record<LivePlan["access"]["kind"], LiveVariable> = {
    token: "AUTH_TOKEN",
    rooms: "ROOM_TOKENS",
    jwt: "JWT_SECRET",
  };
  return [
    access[plan.access.kind],
    "ADMIN_TOKEN",
    ...(plan.turn.kind === "own" && relays ? (["TURN_USERNAME", "TURN_PASSWORD"] as const) : []),
    ...(plan.recordings ? (["S3_ACCESS_KEY", "S3_SECRET_KEY"] as const) : []),
  ];
}

/** STUN servers: those of the TURN service, by which an instance learns its public address. None: the program's default. */
export function stunUrls(turn: LiveTurnPlan): readonly string[] {
  switch (turn.kind) {
    case "own": {
      const hosts = turn.urls.filter((url) => url.startsWith("turn:")).map((url) => url.slice(5).replace(/\?.*$/, ""));
      return [...new Set(hosts)].map((host) => `stun:${host}`);
    }
    case "twilio":
      return ["stun:global.stun.twilio.com:3478"];
    case "metered":
      return ["stun:stun.relay.metered.ca:80"];
    case "xirsys":
    case "none":
      return [];
  }
}

/** `UPLOAD_RECORDINGS` switches the upload on: without it the S3 variables do nothing. */
function recordingVariables(store: LiveStorePlan): LiveEnvironment {
  return {
    RECORD_ENABLED: "1",
    RECORD_DIR: recordingsDirectory,
    UPLOAD_RECORDINGS: "1",
    ...(store.deleteAfterUpload && { DELETE_RECORDING_AFTER_UPLOAD: "1" }),
    S3_ENDPOINT: store.endpoint,
    ...(store.region !== undefined && { S3_REGION: store.region }),
    S3_BUCKET: store.bucket,
    S3_USE_SSL: store.tls ? "1" : "0",
    ...(store.pathStyle && { S3_PATH_STYLE: "1" }),
    S3_PREFIX: store.prefix,
  };
}

function tracingVariables({ tracing }: LivePlan, { collector }: LivePlace): LiveEnvironment {
  if (!tracing) {
    return {};
  }
  return collector === undefined
    ? {
        OTEL_SERVICE_NAME: serviceName,
        OTEL_EXPORTER_OTLP_ENDPOINT: tracing.endpoint,
        OTEL_EXPORTER_OTLP_PROTOCOL: tracing.protocol,
      }
    : {
        OTEL_SERVICE_NAME: serviceName,
        OTEL_EXPORTER_OTLP_ENDPOINT: collector,
        OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
        OTEL_EXPORTER_OTLP_INSECURE: "true",
      };
}
