import { type TurnTlsMode, wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { fillTemplate } from "../template";
import { checkCluster } from "./check-cluster";
import type { ClusterInput } from "./input";

/** Certificate with its key that a balancer ends TLS with, in one file. */
const certificate = "/etc/haproxy/tls/turn.pem";

/** HAProxy in front of coturn nodes: TURN over TCP and TLS, health by the nodes' health service. */
export function haproxyConf(path: string, input: ClusterInput): RenderedFile {
  checkCluster(path, input);
  const bind = (port: number, more = ""): string => `bind ${input.balancerAddress}:${port}${more}`;
  const ended = ` ssl crt ${certificate} alpn stun.turn`;
  const frontend = (name: string, binds: readonly string[], backend: string): string =>
    section(`frontend ${name}`, [...binds, `default_backend ${backend}`]);
  const backend = (name: string, port: number | "turn", more = ""): string =>
    section(`backend ${name}`, [
      "balance source",
      "hash-type consistent",
      "option httpchk GET /healthz",
      ...input.nodes.map(
        (node) =>
          `server ${node.name} ${node.privateAddress}:${port === "turn" ? node.port : port} check port ${node.healthPort}${more}`,
      ),
    ]);

  const byMode: Record<TurnTlsMode, readonly string[]> = {
    nlb: [
      frontend(
        "turn",
        [bind(wellKnownPorts.turn), bind(wellKnownPorts.turnTls, ended), bind(wellKnownPorts.turnTlsPublic, ended)],
        "turn_proxy",
      ),
      backend("turn_proxy", wellKnownPorts.turnProxyProtocol, " send-proxy-v2"),
    ],
    node: [
      frontend("turn", [bind(wellKnownPorts.turn)], "turn_tcp"),
      frontend("turns", [bind(wellKnownPorts.turnTls), bind(wellKnownPorts.turnTlsPublic)], "turn_tls"),
      backend("turn_tcp", "turn"),
      backend("turn_tls", wellKnownPorts.turnTls),
    ],
    off: [frontend("turn", [bind(wellKnownPorts.turn)], "turn_tcp"), backend("turn_tcp", "turn")],
  };
  const content = fillTemplate("haproxy/turn.cfg", {
    sections: byMode[input.tls].join("\n\n"),
  });
  return { path, mode: 0o644, content };
}

function section(head: string, lines: readonly string[]): string {
  return [head, ...lines.map((line) => `    ${line}`)].join("\n");
}
