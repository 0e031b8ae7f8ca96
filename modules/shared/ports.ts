/**
 * The one ports table. Security groups, network security groups, listeners, target groups and the configuration of
 * coturn, Janus and the proxies all read it, so that a port cannot drift between a firewall and a server.
 */

/** A range of ports, both ends included. */
export interface PortRange {
  /** First port, 1–65535. */
  readonly from: number;
  /** Last port, not below `from`. */
  readonly to: number;
}

/** Who may reach a port. */
export type Exposure =
  /** Anybody on the internet, IPv4 and, where the network has it, IPv6. */
  | "world"
  /** The load balancer in front of the fleet. */
  | "load-balancer"
  /** The load balancer of TURN over TLS, where it is another one. */
  | "turn-balancer"
  /** The master nodes of the cluster. */
  | "masters"
  /** The media nodes of the cluster. */
  | "media-nodes"
  /** The cloud's DNS health checkers (Route 53 on AWS). */
  | "health-checkers"
  /** Nobody but the node itself: bound to the loopback address, in no firewall. */
  | "loopback";

/** One line of the table: a port or range that a role listens on. */
export interface PortRule {
  /** Stable key, unique within the role: it becomes part of resource addresses. */
  readonly name: string;
  /** Transport protocol. */
  readonly protocol: "tcp" | "udp";
  /** Ports, both ends included. */
  readonly ports: PortRange;
  /** Who may reach it; one rule resource is made for each. */
  readonly exposure: readonly Exposure[];
  /** What speaks there, in words: it becomes the rule's description. */
  readonly purpose: string;
}

/** Well-known ports of the services, in one place. Sources: RFC 8656 §18 (TURN), coturn and Janus defaults. */
export const wellKnownPorts = {
  /** STUN and TURN over UDP and TCP. */
  turn: 3478,
  /** TURN over TLS and DTLS. */
  turnTls: 5349,
  /** TURN over TLS where only HTTPS leaves the client's network. */
  turnTlsPublic: 443,
  /** coturn behind a balancer that ends TLS and speaks PROXY protocol v2. */
  turnProxyProtocol: 3470,
  /** Health service of every node: 200 means that it does its work. */
  health: 8089,
  /** Public HTTPS and WSS of a load balancer. */
  https: 443,
  /** Janus API over HTTP, behind the balancer. */
  janusHttp: 8088,
  /** Janus API over WebSocket, behind the balancer. */
  janusWebSocket: 8188,
  /** Janus admin API: loopback only. */
  janusAdmin: 7088,
  /** Metrics of coturn 4.17 and later: loopback only. */
  coturnMetrics: 9641,
  /** HTTP and WebSocket of a team's mediasoup application, behind the balancer. */
  mediasoupApi: 3000,
  /** Health and drain of a team's mediasoup application: loopback only. */
  mediasoupAdmin: 3001,
} as const;

/** Where TURN over TLS ends: at a load balancer, on the node itself, or nowhere. */
export type TurnTlsMode = "nlb" | "node" | "off";

/** Ports of a coturn node. With TLS at the balancer coturn listens for PROXY protocol instead of plain TCP and TLS. */
export function turnPorts(settings: { readonly tls: TurnTlsMode; readonly relay: PortRange }): readonly PortRule[] {
  const listeners: Record<TurnTlsMode, readonly PortRule[]> = {
    nlb: [
      rule(
        "turn-proxy",
        "tcp",
        one(wellKnownPorts.turnProxyProtocol),
        ["load-balancer"],
        "TURN over TCP and TLS, ended at the balancer, PROXY protocol v2",
      ),
    ],
    node: [
      rule("turn-tcp", "tcp", one(wellKnownPorts.turn), ["world"], "STUN and TURN over TCP"),
      rule("turns-tcp", "tcp", one(wellKnownPorts.turnTls), ["world"], "TURN over TLS"),
      rule("turns-udp", "udp", one(wellKnownPorts.turnTls), ["world"], "TURN over DTLS"),
      rule(
        "turns-443",
        "tcp",
        one(wellKnownPorts.turnTlsPublic),
        ["world"],
        "TURN over TLS for networks that let only HTTPS out",
      ),
    ],
    off: [rule("turn-tcp", "tcp", one(wellKnownPorts.turn), ["world"], "STUN and TURN over TCP")],
  };
  return [
    rule("turn-udp", "udp", one(wellKnownPorts.turn), ["world"], "STUN and TURN over UDP"),
    ...listeners[settings.tls],
    rule("relay", "udp", settings.relay, ["world"], "TURN relay range"),
    rule(
      "health",
      "tcp",
      one(wellKnownPorts.health),
      ["load-balancer", "health-checkers"],
      "allocation-backed health service",
    ),
  ];
}

/** Ports of a Janus node. */
export function janusPorts(settings: { readonly rtp: PortRange }): readonly PortRule[] {
  return [
    rule("rtp", "udp", settings.rtp, ["world"], "RTP and RTCP of Janus"),
    rule("janus-http", "tcp", one(wellKnownPorts.janusHttp), ["load-balancer"], "Janus API over HTTP"),
    rule("janus-ws", "tcp", one(wellKnownPorts.janusWebSocket), ["load-balancer"], "Janus API over WebSocket"),
    rule("janus-admin", "tcp", one(wellKnownPorts.janusAdmin), ["loopback"], "Janus admin API"),
    rule("health", "tcp", one(wellKnownPorts.health), ["load-balancer"], "health service"),
  ];
}

/** Ports of a node that runs a team's own mediasoup application. */
export function mediasoupPorts(settings: { readonly rtp: PortRange }): readonly PortRule[] {
  return [
    rule("rtp-udp", "udp", settings.rtp, ["world"], "RTP and RTCP of mediasoup over UDP"),
    rule("rtp-tcp", "tcp", settings.rtp, ["world"], "RTP and RTCP of mediasoup over TCP"),
    rule(
      "api",
      "tcp",
      one(wellKnownPorts.mediasoupApi),
      ["load-balancer"],
      "HTTP and WebSocket API of the application",
    ),
    rule("health", "tcp", one(wellKnownPorts.health), ["load-balancer"], "health service"),
  ];
}

/** Ports of the balancer that ends TURN over TLS; what arrives goes to the nodes' `turn-proxy` port. */
export function turnBalancerPorts(): readonly PortRule[] {
  return [
    rule("turns", "tcp", one(wellKnownPorts.turnTlsPublic), ["world"], "TURN over TLS"),
    rule("turn-tcp", "tcp", one(wellKnownPorts.turn), ["world"], "STUN and TURN over TCP"),
  ];
}

/** Ports of the balancer in front of the media API. There is no port 80: an API has no address bar to redirect. */
export function mediaBalancerPorts(): readonly PortRule[] {
  return [rule("https", "tcp", one(wellKnownPorts.https), ["world"], "HTTPS and WSS of the media API")];
}

/** One line of the table of what a node may send to the internet. */
export interface EgressRule {
  /** Stable key: it becomes part of resource addresses. */
  readonly name: string;
  readonly protocol: "tcp" | "udp";
  readonly ports: PortRange;
  /** What is sent there, in words. */
  readonly purpose: string;
}

/**
 * What nodes may send. Peers choose their own ports, so media goes to any UDP port; that rule also keeps the flows
 * untracked on AWS, where tracked ones count against a limit of the instance. DNS, time and instance metadata are
 * link-local services that firewalls of the cloud do not filter.
 */
export function nodeEgress(): readonly EgressRule[] {
  return [
    { name: "media", protocol: "udp", ports: { from: 0, to: 65535 }, purpose: "media to peers" },
    {
      name: "https",
      protocol: "tcp",
      ports: one(wellKnownPorts.https),
      purpose: "APIs of the cloud and package sources",
    },
  ];
}

/** Number of ports in a range. */
export function portCount(range: PortRange): number {
  return range.to - range.from + 1;
}

/** Whether two ranges share a port. */
export function overlaps(a: PortRange, b: PortRange): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** A range of one port. */
export function one(port: number): PortRange {
  return { from: port, to: port };
}

function rule(
  name: string,
  protocol: PortRule["protocol"],
  ports: PortRange,
  exposure: readonly Exposure[],
  purpose: string,
): PortRule {
  return { name, protocol, ports, exposure, purpose };
}
