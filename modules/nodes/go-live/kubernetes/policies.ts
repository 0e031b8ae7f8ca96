import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from "kubernetes-types/networking/v1";
import type { GoLiveKubernetesPlan } from "../../../environment/topology/go-live";
import { platformBlocksOf } from "../../special-addresses";
import { bootstrapPort } from "../bootstrap";
import { collectorPort } from "../observability";
import { routerPorts } from "../room-router";
import { meta, type Part, selects } from "./common";
import { livePort } from "./instances";
import { proxyPorts } from "./proxy";

/** Namespace of Prometheus, by the label that every namespace has. */
const monitoring: NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
};

/**
 * Who may talk to whom; all else is closed. Instances with the node's network are outside of policies: the firewall of their nodes
 * does the same for them.
 */
export function networkPolicies(plan: GoLiveKubernetesPlan): NetworkPolicy[] {
  const { namespace, live, front } = plan;
  const directory = live.routerImage !== undefined;
  const { from: port, to: endPort } = live.mediaPorts;
  const policy = (
    name: string,
    part: Part,
    spec: Omit<NetworkPolicySpec, "podSelector" | "policyTypes">,
  ): NetworkPolicy => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: meta(namespace, name, part),
    spec: { podSelector: selects(part), policyTypes: ["Ingress", "Egress"], ...spec },
  });
  const gateway: NetworkPolicyPeer[] =
    front.kind === "gateway"
      ? [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": front.namespace } } }]
      : [];
  return [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: meta(namespace, "closed"),
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
    policy("live", "instance", {
      ingress: [
        { from: [pods("proxy"), pods("router"), monitoring], ports: [tcp(livePort)] },
        { ports: [{ protocol: "UDP", port, endPort }] },
      ],
      // Peers choose their ports; 443 and others are the store's and the TURN server's.
      egress: [names, { to: beyondPlatform, ports: [{ protocol: "UDP" }, { protocol: "TCP" }] }],
    }),
    policy("live-proxy", "proxy", {
      ingress: [
        front.kind === "gateway"
          ? { from: gateway, ports: [tcp(proxyPorts.http)] }
          : { ports: [tcp(proxyPorts.https), tcp(proxyPorts.http)] },
      ],
      egress: [
        names,
        { to: [pods("bootstrap")], ports: [tcp(bootstrapPort)] },
        ...(directory ? [{ to: [pods("router")], ports: [tcp(routerPorts.http)] }] : []),
        // Instances may have their nodes' addresses.
        { ports: [tcp(livePort)] },
      ],
    }),
    policy("live-bootstrap", "bootstrap", {
      ingress: [{ from: [pods("proxy")], ports: [tcp(bootstrapPort)] }],
      egress: [names, { ports: [tcp(443)] }],
    }),
    ...(directory
      ? [
          policy("room-router", "router", {
            ingress: [
              { from: [pods("proxy")], ports: [tcp(routerPorts.http)] },
              { from: [monitoring], ports: [tcp(routerPorts.admin)] },
            ],
            egress: [names, { to: [pods("redis")], ports: [tcp(6379)] }, { ports: [tcp(livePort)] }],
          }),
          policy("redis", "redis", { ingress: [{ from: [pods("router")], ports: [tcp(6379)] }], egress: [] }),
        ]
      : []),
    ...(live.tracing
      ? [
          policy("otel-collector", "collector", {
            // Instances may have their nodes' addresses, which no selector names.
            ingress: [{ ports: [tcp(collectorPort)] }],
            egress: [names, { to: beyondPlatform, ports: [{ protocol: "TCP" }] }],
          }),
        ]
      : []),
  ];
}

/**
 * Everybody but the cloud's platform, for what may go to any port: metadata would hand out the credentials of the node. Pods are named
 * beside the addresses since some networks apply address blocks to what is outside of the cluster only.
 */
const beyondPlatform: NetworkPolicyPeer[] = [
  { namespaceSelector: {} },
  { ipBlock: { cidr: "0.0.0.0/0", except: [...platformBlocksOf("ipv4")] } },
  { ipBlock: { cidr: "::/0", except: [...platformBlocksOf("ipv6")] } },
];

/** Resolvers: that of the cluster, and NodeLocal DNSCache on each node, at its usual address, which no selector names. */
const names = {
  to: [
    { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } },
    { ipBlock: { cidr: "169.254.20.10/32" } },
  ],
  ports: [{ protocol: "UDP", port: 53 }, tcp(53)],
};

function pods(part: Part): NetworkPolicyPeer {
  return { podSelector: selects(part) };
}

function tcp(port: number): NetworkPolicyPort {
  return { protocol: "TCP", port };
}
