import type { StatefulSet } from "kubernetes-types/apps/v1";
import type { Container, EnvVar, PodSpec, Service } from "kubernetes-types/core/v1";
import type { GoLiveKubernetesPlan } from "../../../environment/topology/go-live";
import { collectorPort } from "../observability";
import { liveEnvironment, liveSecrets, recordingsDirectory } from "../variables";
import { confined, fromSecret, labels, meta, plain, probes, runsAs, selects } from "./common";

/** Port of the program. */
export const livePort = 8080;

/** Secret with the program's values; a team makes it, the manifests only name it. */
export const liveSecret = "live-secrets";

/** Label and taint of the nodes that media has to itself. */
export const mediaNodes = "webrtc-stacks/media";

/** Time beyond the drain that a pod has to end, in seconds; the program takes 10. */
const patienceSeconds = 30;

/**
 * The instances: a StatefulSet, since the ring of the proxies is made of names that stay, and so that recordings that wait for their
 * store stay with their pod. Its size is the autoscaler's.
 */
export function instances(plan: GoLiveKubernetesPlan): StatefulSet {
  const { live, namespace, volumeGib } = plan;
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: meta(namespace, "live", "instance"),
    spec: {
      serviceName: "live",
      podManagementPolicy: "Parallel",
      selector: selects("instance"),
      template: { metadata: { labels: labels("instance") }, spec: podSpec(plan) },
      ...(live.recordings && {
        volumeClaimTemplates: [
          {
            metadata: { name: "records" },
            spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${volumeGib}Gi` } } },
          },
        ],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      }),
    },
  };
}

function podSpec(plan: GoLiveKubernetesPlan): PodSpec {
  const { live, media, namespace } = plan;
  const onHost = media === "host-network";
  const { from, to } = live.mediaPorts;
  const place = {
    // Not every address of the node: metrics and recordings are served to whoever reaches the port.
    httpAddress: `$(POD_IP):${livePort}`,
    ...(live.tracing && { collector: `otel-collector.${namespace}.svc.cluster.local:${collectorPort}` }),
    relays: !onHost,
  };
  const environment = [
    podAddress,
    ...plain(Object.fromEntries(Object.entries(liveEnvironment(live, place)))),
    ...fromSecret(liveSecret, liveSecrets(live, place)),
  ];
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: live.drainSeconds + patienceSeconds,
    ...(onHost
      ? {
          hostNetwork: true,
          dnsPolicy: "ClusterFirstWithHostNet",
          nodeSelector: { [mediaNodes]: "true" },
          tolerations: [{ key: mediaNodes, operator: "Exists", effect: "NoSchedule" }],
        }
      : {}),
    securityContext: {
      ...runsAs(10_001),
      // With the node's network it is the node's setting: docs/go-live.md.
      ...(onHost ? {} : { sysctls: [{ name: "net.ipv4.ip_local_port_range", value: `${from} ${to}` }] }),
    },
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: selects("instance"), topologyKey: "kubernetes.io/hostname" },
        ],
      },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: selects("instance"),
      },
    ],
    ...(live.recordings?.sweeperImage !== undefined && {
      initContainers: [sweeper(live.recordings.sweeperImage, environment)],
    }),
    containers: [
      {
        name: "live",
        image: live.image,
        ports: [{ name: "http", containerPort: livePort }],
        env: environment,
        ...probes("/healthz", livePort),
        lifecycle: { preStop: { exec: { command: ["/bin/sh", "-c", drainScript(live.drainSeconds)] } } },
        resources: { requests: { cpu: "1", memory: "512Mi" }, limits: { memory: "2Gi" } },
        securityContext: confined,
        volumeMounts: [{ name: "records", mountPath: recordingsDirectory }],
      },
    ],
    volumes: [
      ...(live.recordings ? [] : [{ name: "records", emptyDir: { sizeLimit: "64Mi" } }]),
      { name: "tmp", emptyDir: { sizeLimit: "1Gi" } },
    ],
  };
}

/** Starts before the program and ends after it, so that it uploads what the program left. */
function sweeper(image: string, environment: EnvVar[]): Container {
  return {
    name: "sweeper",
    image,
    restartPolicy: "Always",
    env: [
      ...environment.filter(({ name }) => /^(POD_IP|RECORD_|S3_|DELETE_RECORDING)/.test(name)),
      { name: "SWEEP_PROGRAM_URL", value: `http://$(POD_IP):${livePort}` },
    ],
    resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    securityContext: confined,
    volumeMounts: [
      { name: "records", mountPath: recordingsDirectory },
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
}

/** Not a setting of the program: the manifest puts it into `HTTP_ADDR`. */
const podAddress: EnvVar = { name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } };

/**
 * Waits until no room has a publisher. A pod that leaves is out of the Service by then: new rooms begin elsewhere, and viewers of its
 * rooms still find it. An answer that cannot be had says nothing.
 */
function drainScript(seconds: number): string {
  const rooms = `wget -q -T 3 -O - "http://$POD_IP:${livePort}/api/rooms"`;
  return [
    "sleep 10",
    "waited=10",
    `while [ "$waited" -lt ${seconds} ]; do`,
    `  rooms=$(${rooms}) || rooms=unknown`,
    '  case "$rooms" in *\'"hasPublisher":true\'*|unknown) ;; *) exit 0 ;; esac',
    "  sleep 5",
    "  waited=$((waited + 5))",
    "done",
  ].join("\n");
}

/** The names of instances: those that are ready, which take new rooms, and all that run, where viewers look last. */
export function instanceServices({ namespace }: GoLiveKubernetesPlan): Service[] {
  const service = (name: string, all: boolean): Service => ({
    apiVersion: "v1",
    kind: "Service",
    // Figures are asked for by label: once per instance.
    metadata: all ? meta(namespace, name) : meta(namespace, name, "instance"),
    spec: {
      clusterIP: "None",
      publishNotReadyAddresses: all,
      selector: labels("instance"),
      ports: [{ name: "http", port: livePort, targetPort: livePort }],
    },
  });
  return [service("live", false), service("live-all", true)];
}
