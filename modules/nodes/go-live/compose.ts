import type { GoLiveComposePlan } from "../../environment/topology/go-live";
import { wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { bootstrapEnvironment, bootstrapPort, bootstrapProgram } from "./bootstrap";
import { metricsPart, tracingPart } from "./compose-observability";
import { relayPart } from "./compose-relay";
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

/** One instance on one machine, with a proxy in front: `docker compose up`, and more by profiles. */
export function composeFiles(plan: GoLiveComposePlan): readonly RenderedFile[] {
  const { live, coturn } = plan;
  const metrics = metricsPart([address], []);
  const tracing = tracingPart(live);
  const relay = relayPart(coturn);
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
    ...relay.services,
  };
  const volumes = [...(live.recordings ? ["records"] : []), "store", ...metrics.volumes, ...tracing.volumes];
  return [
    yamlFile("compose.yaml", `live-webrtc on one machine: ${live.hostname}.`, {
      services,
      volumes: { ...Object.fromEntries(volumes.map((name) => [name, {}])), ...relay.volumes },
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
    ...relay.files,
  ];
}
