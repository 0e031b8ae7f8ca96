import type { GoLiveBalancedPlan } from "../../environment/topology/go-live";
import { wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { bootstrapEnvironment, bootstrapPort, bootstrapProgram } from "./bootstrap";
import { metricsPart, tracingPart } from "./compose-observability";
import {
  bootstrapService,
  type ComposeService,
  confined,
  liveServices,
  proxyService,
  proxyTls,
} from "./compose-services";
import { images } from "./images";
import { bootstrapSecretsExample, machineFiles } from "./machine";
import { roomHashHaproxy } from "./room-hash-haproxy";
import type { RoomHashInput } from "./room-hash-input";
import { roomHashNginx } from "./room-hash-nginx";
import { routerEnvironment, routerPorts } from "./room-router";
import { under } from "./under";
import { environmentFile, yamlFile } from "./yaml-file";

const port = 8080;
const healthPort = 8001;

/** A directory for each machine: the instances, and the proxy that sends everybody of a room to one of them. */
export function balancedFiles(plan: GoLiveBalancedPlan): readonly RenderedFile[] {
  return [
    ...plan.instances.flatMap(({ name, address }) => under(name, instanceFiles(plan, name, address))),
    ...under("proxy", proxyFiles(plan)),
  ];
}

/** The proxy's configuration, as the drills start it. */
export function balancedProxy({ live, instances }: GoLiveBalancedPlan): RoomHashInput {
  return {
    instances: instances.map(({ address }) => ({ host: address, port })),
    ...(live.routerImage !== undefined && { routers: [{ host: "127.0.0.1", port: routerPorts.http }] }),
    listen: { host: "0.0.0.0", port: wellKnownPorts.https },
    tls: proxyTls,
    bootstrap: { kind: "service", host: "127.0.0.1", port: bootstrapPort },
    rateLimit: live.requests,
    healthPort,
  };
}

function instanceFiles({ live }: GoLiveBalancedPlan, name: string, host: string): readonly RenderedFile[] {
  const tracing = tracingPart(live);
  const volumes = [...(live.recordings ? ["records"] : []), ...tracing.volumes];
  return [
    yamlFile("compose.yaml", `live-webrtc, instance ${name}.`, {
      services: { ...liveServices(live, `${host}:${port}`), ...tracing.services },
      ...(volumes.length > 0 && { volumes: Object.fromEntries(volumes.map((volume) => [volume, {}])) }),
    }),
    ...machineFiles(live, `${host}:${port}`),
    ...tracing.files,
  ];
}

function proxyFiles(plan: GoLiveBalancedPlan): readonly RenderedFile[] {
  const { live, instances, proxy } = plan;
  const input = balancedProxy(plan);
  const directory = directoryPart(plan);
  const metrics = metricsPart(
    instances.map(({ address }) => `${address}:${port}`),
    live.routerImage === undefined ? [] : [`127.0.0.1:${routerPorts.admin}`],
  );
  const volumes = [...directory.volumes, ...metrics.volumes];
  return [
    yamlFile("compose.yaml", `Proxy of ${live.hostname}.`, {
      services: {
        bootstrap: bootstrapService(),
        proxy: proxyService(proxy, healthPort),
        ...directory.services,
        ...metrics.services,
      },
      volumes: Object.fromEntries(volumes.map((volume) => [volume, {}])),
    }),
    proxy === "nginx" ? roomHashNginx("nginx.conf", input) : roomHashHaproxy("haproxy.cfg", input),
    environmentFile(
      "bootstrap.env",
      "Settings of the service behind /api/bootstrap.",
      bootstrapEnvironment(live, `127.0.0.1:${bootstrapPort}`),
    ),
    bootstrapProgram("bootstrap.py"),
    bootstrapSecretsExample(live),
    ...directory.files,
    ...metrics.files,
  ];
}

/** The room router with its Redis; nothing where hashing is enough. */
function directoryPart({ live, instances, redis }: GoLiveBalancedPlan): {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly files: readonly RenderedFile[];
  readonly volumes: readonly string[];
} {
  if (live.routerImage === undefined) {
    return { services: {}, files: [], volumes: [] };
  }
  const own = redis === undefined;
  const settings = routerEnvironment({
    instances: instances.map(({ name, address }) => ({ id: name, host: address, port })),
    redisUrl: `redis://${redis ?? "127.0.0.1"}:6379`,
    ...(!own && { redisPasswordFile: "/run/secrets/redis-password" }),
    host: "127.0.0.1",
    adminHost: "127.0.0.1",
    drainSeconds: live.drainSeconds,
  });
  const router: ComposeService = {
    ...confined,
    image: live.routerImage,
    user: "65534:65534",
    env_file: ["router.env"],
    volumes: own ? [] : ["./secrets/redis-password:/run/secrets/redis-password:ro"],
  };
  return {
    services: {
      "room-router": router,
      ...(own && {
        redis: {
          ...confined,
          image: images.redis,
          user: "999:999",
          // Rooms are known again within a second after a restart: nothing is kept on disk.
          command: ["valkey-server", "--bind", "127.0.0.1", "--save", "", "--maxmemory", "256mb"],
        },
      }),
    },
    files: [environmentFile("router.env", "Settings of the room router.", settings)],
    volumes: [],
  };
}
