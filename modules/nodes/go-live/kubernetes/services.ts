import type { Deployment } from "kubernetes-types/apps/v1";
import type { ConfigMap, Container, Service, Volume } from "kubernetes-types/core/v1";
import type { GoLiveKubernetesPlan } from "../../../environment/topology/go-live";
import { bootstrapEnvironment, bootstrapPort, bootstrapProgram, bootstrapSecrets } from "../bootstrap";
import { images } from "../images";
import { collectorConfig, collectorPort } from "../observability";
import { routerEnvironment, routerPorts } from "../room-router";
import { yamlText } from "../yaml-file";
import { confined, digestOf, fromSecret, labels, meta, type Part, plain, probes, runsAs, selects } from "./common";
import { livePort } from "./instances";

/** Secret with the values of the service behind `/api/bootstrap`. */
export const bootstrapSecret = "live-bootstrap-secrets";

const redisPort = 6379;

/** What answers `/api/bootstrap`. */
export function bootstrap({ live, namespace }: GoLiveKubernetesPlan): [ConfigMap, Deployment, Service] {
  const { content } = bootstrapProgram("bootstrap.py");
  return [
    configMap(namespace, "live-bootstrap", "bootstrap", { "bootstrap.py": content }),
    deployment(namespace, "live-bootstrap", "bootstrap", {
      replicas: 2,
      user: 65_534,
      annotations: digestOf(content),
      container: {
        name: "bootstrap",
        image: images.python,
        command: ["python3", "/opt/live/bootstrap.py"],
        ports: [{ containerPort: bootstrapPort }],
        env: [
          ...plain(bootstrapEnvironment(live, `0.0.0.0:${bootstrapPort}`)),
          ...fromSecret(bootstrapSecret, bootstrapSecrets(live)),
        ],
        ...probes("/healthz", bootstrapPort),
        resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
        volumeMounts: [{ name: "program", mountPath: "/opt/live", readOnly: true }],
      },
      volumes: [{ name: "program", configMap: { name: "live-bootstrap" } }],
    }),
    service(namespace, "live-bootstrap", "bootstrap", bootstrapPort),
  ];
}

/** The room router with its Redis; nothing where hashing is enough. */
export function directory({ live, namespace }: GoLiveKubernetesPlan): (Deployment | Service)[] {
  if (live.routerImage === undefined) {
    return [];
  }
  const settings = routerEnvironment({
    // Ready instances alone: one that leaves keeps its rooms and gets no new one.
    instances: { dnsName: `live.${namespace}.svc.cluster.local`, port: livePort },
    redisUrl: `redis://redis.${namespace}.svc.cluster.local:${redisPort}`,
    host: "0.0.0.0",
    adminHost: "0.0.0.0",
    drainSeconds: live.drainSeconds,
  });
  return [
    deployment(namespace, "room-router", "router", {
      replicas: 2,
      user: 65_534,
      container: {
        name: "room-router",
        image: live.routerImage,
        ports: [
          { name: "http", containerPort: routerPorts.http },
          { name: "admin", containerPort: routerPorts.admin },
        ],
        env: plain(settings),
        ...probes("/healthz", routerPorts.admin),
        resources: { requests: { cpu: "200m", memory: "128Mi" }, limits: { memory: "256Mi" } },
      },
    }),
    {
      ...service(namespace, "room-router", "router", routerPorts.http),
      spec: {
        selector: labels("router"),
        ports: [
          { name: "http", port: routerPorts.http, targetPort: routerPorts.http },
          { name: "admin", port: routerPorts.admin, targetPort: routerPorts.admin },
        ],
      },
    },
    deployment(namespace, "redis", "redis", {
      replicas: 1,
      user: 999,
      container: {
        name: "redis",
        image: images.redis,
        // Rooms are known again within a second after a restart: nothing is kept on disk. The network policy guards it.
        command: ["valkey-server", "--save", "", "--maxmemory", "256mb", "--protected-mode", "no"],
        ports: [{ containerPort: redisPort }],
        readinessProbe: { exec: { command: ["valkey-cli", "ping"] }, periodSeconds: 2 },
        livenessProbe: { exec: { command: ["valkey-cli", "ping"] }, periodSeconds: 10, failureThreshold: 3 },
        resources: { requests: { cpu: "100m", memory: "300Mi" }, limits: { memory: "400Mi" } },
      },
    }),
    service(namespace, "redis", "redis", redisPort),
  ];
}

/** The collector of traces; nothing where traces go nowhere. */
export function collector({ live, namespace }: GoLiveKubernetesPlan): (ConfigMap | Deployment | Service)[] {
  if (!live.tracing) {
    return [];
  }
  const content = yamlText(collectorConfig(live.tracing, "0.0.0.0"));
  return [
    configMap(namespace, "otel-collector", "collector", { "collector.yaml": content }),
    deployment(namespace, "otel-collector", "collector", {
      replicas: 1,
      user: 10_001,
      annotations: digestOf(content),
      container: {
        name: "collector",
        image: images.collector,
        args: ["--config=/etc/otel/collector.yaml"],
        ports: [{ containerPort: collectorPort }],
        ...probes("/", 13_133),
        resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "300Mi" } },
        volumeMounts: [{ name: "configuration", mountPath: "/etc/otel", readOnly: true }],
      },
      volumes: [{ name: "configuration", configMap: { name: "otel-collector" } }],
    }),
    service(namespace, "otel-collector", "collector", collectorPort),
  ];
}

interface DeploymentInput {
  readonly replicas: number;
  readonly user: number;
  readonly container: Container;
  readonly volumes?: Volume[];
  readonly annotations?: Record<string, string>;
}

function deployment(namespace: string, name: string, part: Part, input: DeploymentInput): Deployment {
  const { replicas, user, container, volumes, annotations } = input;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: meta(namespace, name, part),
    spec: {
      replicas,
      selector: selects(part),
      template: {
        metadata: { labels: labels(part), ...(annotations && { annotations }) },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: runsAs(user),
          containers: [{ ...container, securityContext: confined }],
          ...(volumes && { volumes }),
        },
      },
    },
  };
}

function service(namespace: string, name: string, part: Part, port: number): Service {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: meta(namespace, name, part),
    spec: { selector: labels(part), ports: [{ name: "main", port, targetPort: port }] },
  };
}

function configMap(namespace: string, name: string, part: Part, data: Record<string, string>): ConfigMap {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: meta(namespace, name, part), data };
}
