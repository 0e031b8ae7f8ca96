import { type Exposure, one, type PortRule } from "./ports";

/** Ports of OpenVidu 3, in one place. Source: its port tables for high availability and its CloudFormation template. */
export const openviduPorts = {
  /** Caddy of a master, and the LiveKit API of a media node. */
  api: 7880,
  /** Path under which a master says that it serves. */
  masterHealthPath: "/health/caddy",
  /** HTTP health of a media node's ingress service. */
  mediaHealth: 9092,
  /** RTMP of a media node, behind the balancer. */
  rtmp: 1945,
  /** RTMPS at the balancer. */
  rtmpsPublic: 1935,
  /** TURN over TLS of a media node, behind the balancer that ends TLS. */
  turnTls: 5349,
  /** HTTPS, and TURN over TLS, at the balancers. */
  https: 443,
} as const;

const inside = (name: string, from: number, exposure: readonly Exposure[], purpose: string, to = from): PortRule => ({
  name,
  protocol: "tcp",
  ports: { from, to },
  exposure,
  purpose,
});

/** Ports of a master. Nothing of it faces the world: clients come through the balancer. */
export function masterPorts(): readonly PortRule[] {
  const fromMasters: readonly Exposure[] = ["masters"];
  const fromNodes: readonly Exposure[] = ["masters", "media-nodes"];
  const fromMedia: readonly Exposure[] = ["media-nodes"];
  return [
    inside("caddy", openviduPorts.api, ["load-balancer", "media-nodes"], "HTTPS of clients, ended at the balancer"),
    inside("redis", 7000, fromNodes, "Redis and its sentinels", 7001),
    inside("objects", 9100, fromNodes, "object storage"),
    inside("objects-console", 9101, fromMasters, "console of the object storage"),
    inside("documents", 20000, fromNodes, "MongoDB"),
    inside("metrics-grpc", 9095, fromMasters, "Mimir between masters"),
    inside("metrics-gossip", 7946, fromMasters, "Mimir's member list"),
    inside("metrics-http", 9009, fromMedia, "metrics that media nodes write"),
    inside("logs-grpc", 9096, fromMasters, "Loki between masters"),
    inside("logs-gossip", 7947, fromMasters, "Loki's member list"),
    inside("logs-http", 3100, fromMedia, "logs that media nodes write"),
    inside("dashboard", 5000, fromMasters, "dashboard"),
    inside("grafana", 3000, fromMasters, "Grafana"),
    inside("v2", 4443, fromNodes, "API of OpenVidu 2 and its webhooks"),
    inside("call", 9080, fromNodes, "OpenVidu Call and its webhooks"),
    inside("meet", 6080, fromNodes, "OpenVidu Meet and its webhooks"),
  ];
}

/** Ports of a media node: media for the world, the rest for masters and balancers. */
export function openviduMediaPorts(settings: { readonly turnTls: boolean }): readonly PortRule[] {
  const world: readonly Exposure[] = ["world"];
  const turnBalancer: readonly Exposure[] = settings.turnTls ? ["turn-balancer"] : [];
  const media = { from: 50_000, to: 60_000 };
  return [
    { name: "turn-udp", protocol: "udp", ports: one(443), exposure: world, purpose: "STUN and TURN over UDP" },
    { name: "rtc-tcp", protocol: "tcp", ports: one(7881), exposure: world, purpose: "WebRTC over TCP" },
    { name: "whip-udp", protocol: "udp", ports: one(7885), exposure: world, purpose: "WebRTC ingest (WHIP)" },
    { name: "media-udp", protocol: "udp", ports: media, exposure: world, purpose: "WebRTC media over UDP" },
    { name: "media-tcp", protocol: "tcp", ports: media, exposure: world, purpose: "WebRTC media over TCP" },
    inside("rtmp", openviduPorts.rtmp, ["load-balancer"], "RTMP ingest, TLS ended at the balancer"),
    inside("health", openviduPorts.mediaHealth, ["load-balancer"], "health of the media node"),
    inside("api", openviduPorts.api, ["masters", ...turnBalancer], "LiveKit API, and health of TURN"),
    inside("whip-http", 8080, ["masters"], "WHIP sessions, from the masters' proxy"),
    ...(settings.turnTls
      ? [inside("turn-tls", openviduPorts.turnTls, turnBalancer, "TURN, TLS ended at the balancer")]
      : []),
  ];
}

/** What the world reaches at the balancer of masters and ingest. */
export function openviduBalancerPorts(): readonly PortRule[] {
  return [
    inside("https", openviduPorts.https, ["world"], "HTTPS and WSS of clients"),
    inside("rtmps", openviduPorts.rtmpsPublic, ["world"], "RTMPS ingest"),
  ];
}

/** What the world reaches at the balancer of TURN over TLS. */
export function openviduTurnBalancerPorts(): readonly PortRule[] {
  return [inside("turns", openviduPorts.https, ["world"], "TURN over TLS")];
}

/** What media nodes send beside what every node may: a stream to somebody's RTMP server leaves on its own port. */
export const rtmpEgress = {
  name: "rtmp",
  protocol: "tcp",
  ports: one(1935),
  purpose: "live streams to RTMP servers",
} as const;
