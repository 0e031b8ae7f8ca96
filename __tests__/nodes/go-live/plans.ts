import type { GoLiveKubernetesPlan, GoLivePlan, LivePlan } from "../../../modules/environment/topology";

const digest = `sha256:${"a".repeat(64)}`;

/** The program with everything that it can be told. */
export const live: LivePlan = {
  image: `registry.example.com/live-webrtc@${digest}`,
  hostname: "live.example.com",
  access: { kind: "jwt", audience: "live" },
  allowedOrigin: "https://live.example.com",
  mediaPorts: { from: 40_000, to: 48_999 },
  viewersPerRoom: 500,
  requests: { perSecond: 10, burst: 40 },
  turn: { kind: "own", urls: ["turn:turn.example.com:3478?transport=udp", "turns:turn.example.com:443"] },
  recordings: {
    endpoint: "s3.eu-west-1.amazonaws.com",
    region: "eu-west-1",
    bucket: "recordings",
    prefix: "live",
    tls: true,
    pathStyle: false,
    deleteAfterUpload: true,
    sweeperImage: `registry.example.com/sweeper@${digest}`,
  },
  tracing: { endpoint: "otel.example.com:4317", protocol: "grpc" },
  routerImage: `registry.example.com/room-router@${digest}`,
  drainSeconds: 3600,
};

/** The program with as little as possible. */
export const plainLive: LivePlan = {
  image: live.image,
  hostname: live.hostname,
  access: { kind: "token" },
  allowedOrigin: live.allowedOrigin,
  mediaPorts: live.mediaPorts,
  viewersPerRoom: 0,
  requests: live.requests,
  turn: { kind: "none" },
  drainSeconds: 600,
};

/** Kubernetes with all there is. */
export const kubernetes: GoLiveKubernetesPlan = {
  shape: "kubernetes",
  live,
  namespace: "live",
  instances: { min: 2, max: 6 },
  media: "host-network",
  front: { kind: "service" },
  volumeGib: 20,
  cpuPercent: 60,
  prometheusOperator: true,
};

const instances = [
  { name: "live-1", address: "10.0.0.11" },
  { name: "live-2", address: "10.0.0.12" },
];

/** Every shape, with much and with little. */
export const shapes: Readonly<Record<string, GoLivePlan>> = {
  compose: { shape: "compose", live, coturn: { publicAddress: "203.0.113.10", realm: "example.com" } },
  "plain compose": { shape: "compose", live: plainLive },
  nginx: { shape: "balanced", live, instances, proxy: "nginx" },
  haproxy: { shape: "balanced", live: plainLive, instances, proxy: "haproxy" },
  "haproxy before routers": { shape: "balanced", live, instances, proxy: "haproxy", redis: "10.0.0.20" },
  "kubernetes on host networks": kubernetes,
  "kubernetes by relay behind a gateway": {
    ...kubernetes,
    live: { ...plainLive, turn: live.turn },
    media: "relay",
    front: { kind: "gateway", name: "public", namespace: "gateways" },
    prometheusOperator: false,
  },
};
