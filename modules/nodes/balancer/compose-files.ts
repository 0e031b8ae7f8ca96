import { coturnFamily } from "../../shared/coturn-versions";
import { wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { turnserverConf } from "../coturn/turnserver-conf";
import { RenderError } from "../render-error";
import { fillTemplate, readTemplate, templateTree } from "../template";
import type { ClusterInput, ClusterNode } from "./input";
import { nginxConf } from "./nginx-conf";

/** Images by tag; a team that needs more pins them by digest in its registry. */
const images = { python: "python:3.13.9-slim-bookworm", nginx: "nginx:1.28.0" };

/**
 * A compose project for each node and one for the balancer, and a project that holds them all, for trying out on one host.
 * Each directory starts with `docker compose up` on its host; `secrets/turn` and, where the balancer ends TLS, `tls/` go beside.
 */
export function composeFiles(input: ClusterInput): readonly RenderedFile[] {
  if (coturnFamily(input.coturnVersion) === "4.6") {
    throw new RenderError(
      "compose.yaml",
      "coturnVersion",
      input.coturnVersion,
      "A container stops by SIGUSR1, which drains coturn from 4.17 on and kills 4.6.1.",
      "Use 4.17.2 or later.",
    );
  }
  if (input.tls === "node") {
    throw new RenderError(
      "compose.yaml",
      "tls",
      input.tls,
      "Containers of coturn hold no certificate, and no right to listen on 443.",
      'Let the balancer end TLS ("nlb"), or use "off".',
    );
  }
  const directories = [...input.nodes.map(({ name }) => name), "balancer"];
  return [
    ...input.nodes.flatMap((node, index) => coturnNode(input, node, wellKnownPorts.coturnMetrics + index)),
    nginxConf("balancer/turn.conf", input, "container"),
    text("balancer/compose.yaml", fillTemplate("compose/balancer.yaml", { nginx_image: images.nginx })),
    ...coturnHelpers(),
    text("compose.yaml", `include:\n${directories.map((name) => `  - ${name}/compose.yaml\n`).join("")}`),
  ];
}

/** A compose project of one coturn node. Beside its directory lie `node/`, of `coturnHelpers`, and `secrets/turn`. */
export function coturnNode(
  input: Omit<ClusterInput, "balancerAddress" | "nodes">,
  node: ClusterNode,
  metricsPort: number,
): readonly RenderedFile[] {
  const conf = turnserverConf(`${node.name}/turnserver.conf`, {
    ...input,
    tls: { mode: input.tls },
    relay: node.relay,
    port: node.port,
    metricsPort,
  });
  const parameters = {
    version: 1,
    platform: "given",
    environment: "compose",
    role: "turn",
    engine: "coturn",
    address: { private: node.privateAddress, public: node.publicAddress, hostname: node.name },
    secrets: { turn: "/run/secrets/webrtc/turn" },
    certificate: { kind: "none" },
    launchTimeoutSeconds: 60,
    drainLimitSeconds: 3600,
    drainHeartbeatSeconds: 600,
    healthPort: node.healthPort,
    coturn: {
      version: input.coturnVersion,
      realm: input.realm,
      port: node.port,
      tls: input.tls,
      relay: node.relay,
      allocations: input.limits.allocationsPerNode,
    },
  };
  return [
    {
      ...conf,
      content: conf.content
        .replaceAll("@@private_ip@@", node.privateAddress)
        .replaceAll("@@public_ip@@", node.publicAddress),
    },
    text(`${node.name}/parameters.json`, `${JSON.stringify(parameters, null, 2)}\n`),
    text(
      `${node.name}/compose.yaml`,
      fillTemplate("compose/node.yaml", {
        name: node.name,
        coturn_version: input.coturnVersion,
        python_image: images.python,
        port: node.port,
        private_address: node.privateAddress,
        health_port: node.healthPort,
      }),
    ),
  ];
}

/** What the compose projects of coturn nodes share: it serves their health and their secrets. */
export function coturnHelpers(): readonly RenderedFile[] {
  return [
    ...templateTree("node/webrtc_node", "node/webrtc_node"),
    text("node/secrets.py", readTemplate("compose/secrets.py")),
  ];
}

/** Nodes that share one host, for trying out: a port, a health port and a share of the relay range of their own each. */
export function singleHostNodes(address: string, count: number): readonly ClusterNode[] {
  const first = 49_152;
  const share = Math.floor((65_536 - first) / count);
  return Array.from({ length: count }, (_, index) => ({
    name: `turn-${index + 1}`,
    privateAddress: address,
    publicAddress: address,
    port: wellKnownPorts.turn + 10 * (index + 1),
    healthPort: wellKnownPorts.health + index + 1,
    relay: { from: first + index * share, to: first + (index + 1) * share - 1 },
  }));
}

function text(path: string, content: string): RenderedFile {
  return { path, mode: 0o644, content };
}
