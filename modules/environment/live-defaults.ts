import type { Default } from "./defaults";
import type { LiveSettings, LiveTurnSettings } from "./input/live";

function because<T>(value: T, reason: string): Default<T> {
  return { value, reason };
}

/** What is chosen for live-webrtc where a file says nothing, and why. */
export const liveDefaults = {
  access: because<NonNullable<LiveSettings["access"]>>(
    { kind: "token" },
    "without a token anybody could publish and watch",
  ),
  mediaPorts: because({ from: 40_000, to: 48_999 }, "9,000 flows, apart from node ports and from coturn at 49152"),
  viewersPerRoom: because(500, "what one instance sends of one HD stream on 1 Gb/s"),
  requests: because(
    { perSecond: 10, burst: 40 },
    "an office behind one address joins at once; a guesser of tokens is slowed",
  ),
  turn: because<LiveTurnSettings>(
    { kind: "none" },
    "instances have public addresses; TURN serves clients behind strict networks",
  ),
  tracingProtocol: because<"grpc" | "http">("grpc", "what the collector listens for first"),
  rooms: because<NonNullable<LiveSettings["rooms"]>>(
    { kind: "hash" },
    "needs no Redis; a directory follows rooms that moved",
  ),
  drainMinutes: because(60, "longer than most broadcasts; an instance waits only while it has rooms"),
  prefix: because("recordings", "a key that may write one folder only"),
  keepLocal: because(false, "the disk would fill"),
  tls: because(true, "recordings are private"),
  proxy: because<"nginx" | "haproxy">("nginx", "it looks for a room on every instance before it says 404"),
  namespace: because("live", "a namespace of its own, so that its network policy is whole"),
  front: because<{ readonly kind: "service" }>({ kind: "service" }, "every cluster in a cloud has load balancers"),
  volumeGib: because(20, "ten hours of HD that wait for a store that is down"),
  cpuPercent: because(60, "an SFU drops packets well before its CPU is full"),
  prometheusOperator: because(true, "what most clusters scrape with"),
  instanceType: because("c7i.large", "the image is built for x86; 781 Mb/s sustained carry 250 viewers of HD"),
  directoryNodeType: because("cache.t4g.micro", "100,000 rooms are 30 MB, and live rooms ask the directory nothing"),
  awsVolumeGib: because(40, "the image, logs, and ten hours of HD that wait for their upload"),
} as const;

/** Limits that are no choice of a team. */
export const liveLimits = {
  /** The program's default port. */
  httpPort: 8080,
  /** User of the image, and of its volume. */
  user: 10_001,
} as const;
