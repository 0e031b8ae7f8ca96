import { type PortRange, type PortRule, wellKnownPorts } from "./ports";

/** Ports of live-webrtc's machines. */
export const livePorts = {
  /** The program's HTTP, on the private address. */
  program: 8080,
  /** The room-hash proxy, behind the balancer. */
  proxy: 8000,
  /** The proxy's own health page. */
  proxyHealth: 8001,
  /** What answers `/api/bootstrap`, on loopback. */
  bootstrap: 8070,
  /** The room directory in ElastiCache, over TLS. */
  directory: 6379,
} as const;

/** Ports of an instance of live-webrtc on AWS. Instances ask each other for their rooms and for their health. */
export function liveNodePorts(media: PortRange): readonly PortRule[] {
  const one = (port: number): PortRange => ({ from: port, to: port });
  return [
    { name: "media", protocol: "udp", ports: media, exposure: ["world"], purpose: "RTP and RTCP of live-webrtc" },
    {
      name: "proxy",
      protocol: "tcp",
      ports: one(livePorts.proxy),
      exposure: ["load-balancer"],
      purpose: "room-hash proxy",
    },
    {
      name: "program",
      protocol: "tcp",
      ports: one(livePorts.program),
      exposure: ["media-nodes"],
      purpose: "WHIP and WHEP from the proxies of all instances",
    },
    {
      name: "health",
      protocol: "tcp",
      ports: one(wellKnownPorts.health),
      exposure: ["load-balancer", "media-nodes"],
      purpose: "health service",
    },
  ];
}
