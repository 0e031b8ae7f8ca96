import type { Deployment } from "kubernetes-types/apps/v1";
import type { ConfigMap, Service } from "kubernetes-types/core/v1";
import type { GoLiveKubernetesPlan } from "../../../environment/topology/go-live";
import { bootstrapPort } from "../bootstrap";
import { images } from "../images";
import type { RoomHashInput } from "../room-hash-input";
import { roomHashNginx } from "../room-hash-nginx";
import { routerPorts } from "../room-router";
import { confined, digestOf, labels, meta, probes, runsAs, selects } from "./common";
import { livePort } from "./instances";

/** Secret with `tls.crt` and `tls.key`, where TLS ends at the proxies. */
export const tlsSecret = "live-tls";

/** Ports of the proxies: above 1024, since they are not root. */
export const proxyPorts = { https: 8443, http: 8000, health: 8001 } as const;

/** Networks inside of clusters: a gateway's address is one of them, and the policy lets nobody else in. */
const clusterNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** What the proxies are told: each instance by its name in the StatefulSet, up to the most there may be. */
export function kubernetesProxy({ live, namespace, instances, front }: GoLiveKubernetesPlan): RoomHashInput {
  const zone = `${namespace}.svc.cluster.local`;
  const named = Array.from({ length: instances.max }, (_, index) => ({
    host: `live-${index}.live.${zone}`,
    port: livePort,
  }));
  const common = {
    instances: [...named, { host: `live-all.${zone}`, port: livePort, state: "leaving" as const }],
    ...(live.routerImage !== undefined && { routers: [{ host: `room-router.${zone}`, port: routerPorts.http }] }),
    bootstrap: { kind: "service" as const, host: `live-bootstrap.${zone}`, port: bootstrapPort },
    rateLimit: live.requests,
    resolver: "kube-dns.kube-system.svc.cluster.local",
    healthPort: proxyPorts.health,
  };
  return front.kind === "service"
    ? {
        ...common,
        listen: { host: "0.0.0.0", port: proxyPorts.https },
        tls: {
          certificate: "/etc/live-tls/tls.crt",
          key: "/etc/live-tls/tls.key",
          redirectFrom: proxyPorts.http,
        },
      }
    : { ...common, listen: { host: "0.0.0.0", port: proxyPorts.http }, trustedProxies: clusterNetworks };
}

/** The room-hash proxies with their configuration. */
export function proxy(plan: GoLiveKubernetesPlan): [ConfigMap, Deployment, Service] {
  const { namespace, front } = plan;
  const ownTls = front.kind === "service";
  const { content } = roomHashNginx("nginx.conf", kubernetesProxy(plan));
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: meta(namespace, "live-proxy", "proxy"),
      data: { "nginx.conf": content },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: meta(namespace, "live-proxy", "proxy"),
      spec: {
        replicas: 2,
        selector: selects("proxy"),
        strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: {
          metadata: { labels: labels("proxy"), annotations: digestOf(content) },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 60,
            securityContext: runsAs(101),
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: selects("proxy"),
              },
            ],
            containers: [
              {
                name: "nginx",
                image: images.nginx,
                command: ["nginx", "-p", "/tmp", "-c", "/etc/live/nginx.conf", "-g", "daemon off;"],
                ports: [
                  ...(ownTls ? [{ name: "https", containerPort: proxyPorts.https }] : []),
                  { name: "http", containerPort: proxyPorts.http },
                ],
                ...probes("/healthz", proxyPorts.health),
                // The endpoint is gone before the last request is.
                lifecycle: {
                  preStop: {
                    exec: {
                      command: ["/bin/sh", "-c", "sleep 10; nginx -p /tmp -c /etc/live/nginx.conf -s quit; sleep 40"],
                    },
                  },
                },
                resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "256Mi" } },
                securityContext: confined,
                volumeMounts: [
                  { name: "configuration", mountPath: "/etc/live", readOnly: true },
                  { name: "tmp", mountPath: "/tmp" },
                  ...(ownTls ? [{ name: "tls", mountPath: "/etc/live-tls", readOnly: true }] : []),
                ],
              },
            ],
            volumes: [
              { name: "configuration", configMap: { name: "live-proxy" } },
              { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
              ...(ownTls ? [{ name: "tls", secret: { secretName: tlsSecret } }] : []),
            ],
          },
        },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: meta(namespace, "live-proxy", "proxy"),
      spec: ownTls
        ? {
            type: "LoadBalancer",
            // Clients keep their addresses. There is no session affinity: every proxy sends a room to the same instance.
            externalTrafficPolicy: "Local",
            selector: labels("proxy"),
            ports: [
              { name: "https", port: 443, targetPort: proxyPorts.https },
              { name: "http", port: 80, targetPort: proxyPorts.http },
            ],
          }
        : {
            selector: labels("proxy"),
            ports: [{ name: "http", port: proxyPorts.http, targetPort: proxyPorts.http }],
          },
    },
  ];
}
