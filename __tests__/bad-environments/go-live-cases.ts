import type { BadCase } from "./bad-case";

const digest = `sha256:${"a".repeat(64)}`;

const compose = { shape: "compose", image: `registry.example.com/live-webrtc@${digest}` };
const balanced = {
  ...compose,
  shape: "balanced",
  instances: [
    { name: "live-1", address: "10.0.0.11" },
    { name: "live-2", address: "10.0.0.12" },
  ],
};
const kubernetes = { ...compose, shape: "kubernetes", instances: { min: 2, max: 6 }, media: "host-network" };
const own = { kind: "own", urls: ["turn:turn.example.com:3478"] };

function wrong(name: string, goLive: object, path: string, rule: string, remedy: string): BadCase {
  return { name: `live-webrtc: ${name}`, change: { goLive }, path: `goLive${path}`, rule, remedy };
}

/** What is wrong with live-webrtc outside AWS. */
export const goLiveCases: readonly BadCase[] = [
  wrong("no shape", { image: compose.image }, ".shape", '"shape" is one of', "add shape"),
  wrong("a shape that is none", { ...compose, shape: "kubernets" }, ".shape", '"shape" is one of', "kubernetes"),
  wrong("the seed's image", { ...compose, image: "live-webrtc:latest" }, ".image", 'The tag "latest"', "sha256"),
  wrong("an image without a tag", { ...compose, image: "live-webrtc" }, ".image", 'The tag "latest"', "sha256"),
  wrong("half a digest", { ...compose, image: "live-webrtc@sha256:abc" }, ".image", "Not an image", "sha256"),
  wrong("every origin", { ...compose, allowedOrigin: "*" }, ".allowedOrigin", "Any page of the web", "name the origin"),
  wrong(
    "an origin with a path",
    { ...compose, allowedOrigin: "https://app.example.com/live" },
    ".allowedOrigin",
    "Not an origin",
    "https://app.example.com",
  ),
  wrong(
    "ports upside down",
    { ...compose, mediaPorts: { from: 50_000, to: 40_000 } },
    ".mediaPorts",
    "above the last",
    "from: 40000",
  ),
  wrong("too few ports", { ...compose, mediaPorts: { from: 40_000, to: 40_099 } }, ".mediaPorts", "100 are", "1000"),
  wrong(
    "ports of services",
    { ...compose, mediaPorts: { from: 8000, to: 20_000 } },
    ".mediaPorts",
    "Port 8001",
    "begin above",
  ),
  wrong(
    "ports of the system",
    { ...compose, mediaPorts: { from: 500, to: 5000 } },
    ".mediaPorts",
    "Ports below 1024",
    "begin at 1024",
  ),
  wrong(
    "a burst below the rate",
    { ...compose, requests: { perSecond: 20, burst: 5 } },
    ".requests.burst",
    "Fewer requests at once",
    "at least 20",
  ),
  wrong("TURN without an address", { ...compose, turn: { kind: "own", urls: [] } }, ".turn.urls", "without", "turn:"),
  wrong(
    "a TURN URL with slashes",
    { ...compose, turn: { kind: "own", urls: ["turn://turn.example.com"] } },
    ".turn.urls[0]",
    "Not a TURN URL",
    "turn:turn.example.com:3478",
  ),
  wrong("a TURN service nobody knows", { ...compose, turn: { kind: "twillio" } }, ".turn.kind", "one of", "twilio"),
  wrong(
    "Metered by its host",
    { ...compose, turn: { kind: "metered", app: "x.metered.live" } },
    ".turn.app",
    "alone",
    "example",
  ),
  wrong(
    "a channel with a space",
    { ...compose, turn: { kind: "xirsys", ident: "example", channel: "my live" } },
    ".turn.channel",
    "Not a channel",
    "live",
  ),
  wrong(
    "a key in the place of its SID",
    { ...compose, turn: { kind: "twilio", accountSid: `AC${"0".repeat(32)}`, apiKeySid: "hunter2" } },
    ".turn",
    "A SID is",
    "secret store",
  ),
  wrong(
    "a traces' receiver with a scheme",
    { ...compose, tracing: { endpoint: "http://otel:4317" } },
    ".tracing.endpoint",
    "without a scheme",
    "otel.example.com:4317",
  ),
  wrong(
    "a traces' receiver that is an option",
    { ...compose, tracing: { endpoint: "--flag:4317" } },
    ".tracing.endpoint",
    "a host and a port",
    "otel.example.com:4317",
  ),
  wrong(
    "a store that is a path",
    { ...compose, recordings: { store: { kind: "compatible", endpoint: "..", bucket: "recordings" } } },
    ".recordings.store.endpoint",
    "takes a host",
    "minio.example.com:9000",
  ),
  wrong(
    "a folder above the bucket",
    {
      ...compose,
      recordings: { store: { kind: "compatible", endpoint: "minio:9000", bucket: "recordings" }, prefix: "../all" },
    },
    ".recordings.prefix",
    "A folder of the bucket",
    "recordings",
  ),
  wrong(
    "a store with a scheme",
    {
      ...compose,
      recordings: { store: { kind: "compatible", endpoint: "http://minio:9000", bucket: "recordings" } },
    },
    ".recordings.store.endpoint",
    "without a scheme",
    "tls: false",
  ),
  wrong(
    "a bucket with its scheme",
    { ...compose, recordings: { store: { kind: "s3", region: "eu-west-1", bucket: "s3://x" } } },
    ".recordings.store.bucket",
    "3 to 63",
    "without s3://",
  ),
  wrong(
    "a region that is none",
    { ...compose, recordings: { store: { kind: "s3", region: "europe", bucket: "recordings" } } },
    ".recordings.store.region",
    "Not a region",
    "compatible",
  ),
  wrong(
    "a folder that begins at the root",
    { ...compose, recordings: { prefix: "/live", store: { kind: "s3", region: "eu-west-1", bucket: "recordings" } } },
    ".recordings.prefix",
    "A folder",
    "recordings",
  ),
  wrong(
    "a sweeper by its tag",
    {
      ...compose,
      recordings: { sweeperImage: "sweeper", store: { kind: "s3", region: "eu-west-1", bucket: "recordings" } },
    },
    ".recordings.sweeperImage",
    'The tag "latest"',
    "sha256",
  ),
  wrong(
    "coturn that nobody is sent to",
    { ...compose, coturn: { publicAddress: "203.0.113.10" } },
    ".coturn",
    "clients would be sent elsewhere",
    "turn:203.0.113.10:3478",
  ),
  wrong(
    "coturn at a name",
    { ...compose, turn: own, coturn: { publicAddress: "turn.example.com" } },
    ".coturn.publicAddress",
    "IPv4",
    "203.0.113.10",
  ),
  wrong(
    "coturn and media on the same ports",
    { ...compose, turn: own, coturn: { publicAddress: "203.0.113.10" }, mediaPorts: { from: 40_000, to: 50_000 } },
    ".mediaPorts",
    "claimed twice",
    "end below 49152",
  ),
  wrong(
    "a directory for one instance",
    { ...compose, rooms: { kind: "directory", routerImage: compose.image } },
    ".rooms",
    "One instance has every room",
    "balanced",
  ),
  wrong(
    "a router by its tag",
    { ...balanced, rooms: { kind: "directory", routerImage: "room-router:1.0" } },
    ".rooms.routerImage",
    'The tag "1.0"',
    "sha256",
  ),
  wrong("one instance to balance", { ...balanced, instances: balanced.instances.slice(1) }, ".instances", "two", "one"),
  wrong(
    "an instance by its name",
    { ...balanced, instances: [...balanced.instances, { name: "live-3", address: "live-3" }] },
    ".instances[2].address",
    "Not an IPv4 address",
    "10.0.0.11",
  ),
  wrong(
    "two instances with one name",
    { ...balanced, instances: [...balanced.instances, { name: "live-1", address: "10.0.0.13" }] },
    ".instances[2].name",
    "share the name",
    "name of its own",
  ),
  wrong(
    "two instances on one machine",
    { ...balanced, instances: [...balanced.instances, { name: "live-3", address: "10.0.0.11" }] },
    ".instances[2].address",
    "share the address",
    "machine of its own",
  ),
  wrong(
    "an instance called proxy",
    { ...balanced, instances: [...balanced.instances, { name: "proxy", address: "10.0.0.13" }] },
    ".instances[2].name",
    "names a directory",
    "live-1",
  ),
  wrong("a Redis that nobody asks", { ...balanced, redis: "10.0.0.20" }, ".redis", "Nothing would ask", "directory"),
  wrong(
    "more pods at least than at most",
    { ...kubernetes, instances: { min: 4, max: 2 } },
    ".instances",
    "(4) are more than the most (2)",
    "set min to 2",
  ),
  wrong(
    "no pod at night",
    { ...kubernetes, instances: { min: 0, max: 2 } },
    ".instances.min",
    "from none",
    "1 or more",
  ),
  wrong(
    "relaying through a service",
    { ...kubernetes, media: "relay", turn: { kind: "metered", app: "example" } },
    ".media",
    "through TURN alone",
    "host-network",
  ),
  wrong("a namespace that is none", { ...kubernetes, namespace: "Live" }, ".namespace", "A name in Kubernetes", "live"),
  wrong(
    "a gateway that is none",
    { ...kubernetes, front: { kind: "gateway", name: "public_gw", namespace: "gateways" } },
    ".front.name",
    "A name in Kubernetes",
    "live",
  ),
  wrong("media by a Service", { ...kubernetes, media: "service" }, ".media", "How media reaches", "host-network"),
];
