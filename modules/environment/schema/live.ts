import * as v from "valibot";
import { portRange } from "./fleets";
import { amount, choice, flag, list, object, optional, text, variants, whole } from "./shapes";

const turn = variants(
  "TURN",
  "kind",
  ["none", "own", "twilio", "xirsys", "metered"],
  [
    object("TURN", { kind: v.literal("none") }),
    object("TURN", {
      kind: v.literal("own"),
      urls: list("TURN URLs", text("A TURN URL", "turn:turn.example.com:3478"), '["turn:turn.example.com:3478"]'),
    }),
    object("TURN", {
      kind: v.literal("twilio"),
      accountSid: text("SID of the account", "AC0123456789abcdef0123456789abcdef"),
      apiKeySid: text("SID of the API key", "SK0123456789abcdef0123456789abcdef"),
    }),
    object("TURN", {
      kind: v.literal("xirsys"),
      ident: text("Name of the account", "example"),
      channel: text("Channel at Xirsys", "live"),
    }),
    object("TURN", { kind: v.literal("metered"), app: text("Application at metered.ca", "example") }),
  ],
);

/** Fields of the program, the same in every shape. */
export const liveSettings = {
  image: text("Image with its digest", "registry.example.com/live-webrtc@sha256:…"),
  access: optional(
    variants(
      "Access",
      "kind",
      ["token", "rooms", "jwt"],
      [
        object("Access", { kind: v.literal("token") }),
        object("Access", { kind: v.literal("rooms") }),
        object("Access", { kind: v.literal("jwt"), audience: optional(text("Audience of the tokens", "live")) }),
      ],
    ),
  ),
  allowedOrigin: optional(text("Origin of the pages", "https://app.example.com")),
  mediaPorts: optional(portRange),
  viewersPerRoom: optional(whole("Viewers of one room", 0, 100_000)),
  requests: optional(
    object("Requests of one client", {
      perSecond: whole("Requests a second", 1, 10_000),
      burst: whole("Requests at once", 1, 100_000),
    }),
  ),
  turn: optional(turn),
  tracing: optional(
    object("Tracing", {
      endpoint: text("OTLP receiver", "otel.example.com:4317"),
      protocol: optional(choice("Protocol", ["grpc", "http"])),
    }),
  ),
  rooms: optional(
    variants(
      "How rooms find their instance",
      "kind",
      ["hash", "directory"],
      [
        object("How rooms find their instance", { kind: v.literal("hash") }),
        object("How rooms find their instance", {
          kind: v.literal("directory"),
          routerImage: text("Image of the room router with its digest", "registry.example.com/room-router@sha256:…"),
        }),
      ],
    ),
  ),
  drainMinutes: optional(amount("Minutes that a leaving instance waits", 2880, 60)),
};

/** Where recordings go outside AWS. */
export const liveRecordings = object("Recordings", {
  store: variants(
    "The store",
    "kind",
    ["s3", "compatible"],
    [
      object("The store", {
        kind: v.literal("s3"),
        region: text("Region of the bucket", "eu-west-1"),
        bucket: text("Bucket", "example-recordings"),
      }),
      object("The store", {
        kind: v.literal("compatible"),
        endpoint: text("Host of the store", "minio.example.com:9000"),
        bucket: text("Bucket", "recordings"),
        region: optional(text("Region that the store goes by", "garage")),
        tls: optional(flag("TLS")),
      }),
    ],
  ),
  prefix: optional(text("Folder in the bucket", "recordings")),
  keepLocal: optional(flag("Keeping local files")),
  sweeperImage: optional(text("Image of the sweeper with its digest", "registry.example.com/sweeper@sha256:…")),
});
