import { type TurnTlsMode, wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { fillTemplate } from "../template";
import { checkCluster } from "./check-cluster";
import type { ClusterInput } from "./input";

/** Whose nginx it is: Debian and Ubuntu load the stream module, the official container image has it built in. */
export type NginxBuild = "distribution" | "container";

const heads: Record<NginxBuild, string> = {
  distribution: "load_module /usr/lib/nginx/modules/ngx_stream_module.so;\nuser www-data;",
  container: "user nginx;",
};

/** Certificate and key that a balancer ends TLS with. */
const certificate = "/etc/nginx/tls/fullchain.pem";
const key = "/etc/nginx/tls/privkey.pem";

/**
 * nginx in front of coturn nodes. It has no active health check: clients hold the address of a second node.
 *
 * UDP needs `reuseport`, or packets of one flow reach several workers and are lost, and no
 * `proxy_responses`, which would end a flow after its first answer.
 */
export function nginxConf(path: string, input: ClusterInput, build: NginxBuild = "distribution"): RenderedFile {
  checkCluster(path, input);
  const at = (port: number): string => `${input.balancerAddress}:${port}`;
  const upstream = (name: string, port: number | "turn"): string =>
    block(`upstream ${name}`, [
      "hash $remote_addr consistent;",
      ...input.nodes.map((node) => `server ${node.privateAddress}:${port === "turn" ? node.port : port} max_fails=0;`),
    ]);
  const server = (lines: readonly string[]): string => block("server", lines);
  const udp = server([`listen ${at(wellKnownPorts.turn)} udp reuseport;`, "proxy_pass turn_udp;"]);
  const passThrough = (port: number, name: string): string => server([`listen ${at(port)};`, `proxy_pass ${name};`]);

  const byMode: Record<TurnTlsMode, { readonly upstreams: readonly string[]; readonly servers: readonly string[] }> = {
    nlb: {
      upstreams: [upstream("turn_proxy", wellKnownPorts.turnProxyProtocol)],
      servers: [
        server([`listen ${at(wellKnownPorts.turn)};`, "proxy_pass turn_proxy;", "proxy_protocol on;"]),
        ...[wellKnownPorts.turnTls, wellKnownPorts.turnTlsPublic].map((port) =>
          server([
            `listen ${at(port)} ssl;`,
            `ssl_certificate ${certificate};`,
            `ssl_certificate_key ${key};`,
            "ssl_protocols TLSv1.2 TLSv1.3;",
            "proxy_pass turn_proxy;",
            "proxy_protocol on;",
          ]),
        ),
      ],
    },
    node: {
      upstreams: [upstream("turn_tcp", "turn"), upstream("turn_tls", wellKnownPorts.turnTls)],
      servers: [
        passThrough(wellKnownPorts.turn, "turn_tcp"),
        passThrough(wellKnownPorts.turnTls, "turn_tls"),
        passThrough(wellKnownPorts.turnTlsPublic, "turn_tls"),
      ],
    },
    off: {
      upstreams: [upstream("turn_tcp", "turn")],
      servers: [passThrough(wellKnownPorts.turn, "turn_tcp")],
    },
  };
  const { upstreams, servers } = byMode[input.tls];
  const content = fillTemplate("nginx/stream.conf", {
    head: heads[build],
    upstreams: [upstream("turn_udp", "turn"), ...upstreams].join("\n"),
    servers: [udp, ...servers].join("\n"),
  });
  return { path, mode: 0o644, content };
}

function block(head: string, lines: readonly string[]): string {
  return [`    ${head} {`, ...lines.map((line) => `        ${line}`), "    }"].join("\n");
}
