import type { GoLiveComposePlan } from "../../environment/topology/go-live";
import { wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { coturnHelpers, coturnNode } from "../balancer/compose-files";
import { bootstrapEnvironment, bootstrapPort, bootstrapProgram } from "./bootstrap";
import { metricsPart, tracingPart } from "./compose-observability";
import {
  bootstrapService,
  type ComposeService,
  confined,
  liveServices,
  liveUser,
  proxyService,
  proxyTls,
} from "./compose-services";
import { images } from "./images";
import { bootstrapSecretsExample, machineFiles } from "./machine";
import { roomHashNginx } from "./room-hash-nginx";
import { environmentFile, yamlFile } from "./yaml-file";

/** Where the one instance listens: only the proxy beside it reaches it. */
const instance = { host: "127.0.0.1", port: 8080 } as const;
const address = `${instance.host}:${instance.port}`;

const healthPort = 8001;

/** What coturn may do for one machine: the limits of the TURN fleet's smallest node. */
const relayLimits = {
  allocationsPerUser: 12,
  allocationsPerNode: 300,
  bytesPerSecondPerAllocation: 375_000,
  bytesPerSecondPerNode: 60_000_000,
} as const;

/** One instance on one machine, with a proxy in front: `docker compose up`, and more by profiles. */
export function composeFiles(plan: GoLiveComposePlan): readonly RenderedFile[] {
  const { live, coturn } = plan;
  const metrics = metricsPart([address], []);
  const tracing = tracingPart(live);
  const bootstrap: ComposeService = coturn
    ? {
        ...bootstrapService(),
        environment: { TURN_SHARED_SECRET_FILE: "/run/secrets/turn" },
        volumes: [...(bootstrapService().volumes ?? []), "./secrets/turn:/run/secrets/turn:ro"],
      }
    : bootstrapService();
  const services: Readonly<Record<string, ComposeService>> = {
    ...liveServices(live, address),
    bootstrap,
    proxy: proxyService("nginx", healthPort),
    // A store of our own for trying out: S3's interface in front of a directory.
    store: {
      ...confined,
      image: images.store,
      profiles: ["store"],
      user: liveUser,
      env_file: ["secrets/store.env"],
      command: ["--port", "127.0.0.1:7070", "posix", "/data"],
      volumes: ["store:/data"],
    },
    ...metrics.services,
    ...tracing.services,
  };
  const volumes = [...(live.recordings ? ["records"] : []), "store", ...metrics.volumes, ...tracing.volumes];
  return [
    yamlFile("compose.yaml", `live-webrtc on one machine: ${live.hostname}.`, {
      name: "live",
      ...(coturn && { include: ["coturn/compose.yaml"] }),
      services,
      volumes: Object.fromEntries(volumes.map((name) => [name, {}])),
    }),
    ...machineFiles(live, address),
    roomHashNginx("nginx.conf", {
      instances: [instance],
      listen: { host: "0.0.0.0", port: wellKnownPorts.https },
      tls: proxyTls,
      bootstrap: { kind: "service", host: "127.0.0.1", port: bootstrapPort },
      rateLimit: live.requests,
      healthPort,
    }),
    environmentFile(
      "bootstrap.env",
      "Settings of the service behind /api/bootstrap.",
      bootstrapEnvironment(live, `127.0.0.1:${bootstrapPort}`),
    ),
    bootstrapProgram("bootstrap.py"),
    bootstrapSecretsExample(live),
    ...metrics.files,
    ...tracing.files,
    ...(coturn ? coturnFiles(coturn) : []),
  ];
}

/** coturn from the templates of the TURN fleet, with its health service. */
function coturnFiles({ publicAddress, realm }: NonNullable<GoLiveComposePlan["coturn"]>): readonly RenderedFile[] {
  const node = {
    name: "coturn",
    privateAddress: publicAddress,
    publicAddress,
    port: wellKnownPorts.turn,
    healthPort: wellKnownPorts.health,
    relay: { from: 49_152, to: 65_535 },
  };
  const cluster = { realm, tls: "off", coturnVersion: "4.17.1", limits: relayLimits } as const;
  return [...coturnNode(cluster, node, wellKnownPorts.coturnMetrics), ...coturnHelpers()];
}
