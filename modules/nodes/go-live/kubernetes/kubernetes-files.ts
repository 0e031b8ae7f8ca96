import type { Namespace } from "kubernetes-types/core/v1";
import type { GoLiveKubernetesPlan } from "../../../environment/topology/go-live";
import type { RenderedFile } from "../../../shared/rendered-file";
import { yamlFile } from "../yaml-file";
import { instanceServices, instances } from "./instances";
import { monitoring } from "./monitoring";
import { networkPolicies } from "./policies";
import { proxy } from "./proxy";
import { autoscaler, disruptionBudget } from "./scaling";
import { bootstrap, collector, directory } from "./services";

/** A kustomize base: typed objects as plain YAML, one file for each concern. Secrets are named in it and made by the team. */
export function kubernetesFiles(plan: GoLiveKubernetesPlan): readonly RenderedFile[] {
  const { namespace: name } = plan;
  const parts: readonly (readonly [file: string, about: string, objects: readonly object[]])[] = [
    ["namespace", "Where everything lives.", [namespace(plan)]],
    ["instances", "The program.", [instances(plan), ...instanceServices(plan)]],
    ["proxy", "Everybody of a room reaches one instance.", proxy(plan)],
    ["bootstrap", "Answers /api/bootstrap.", bootstrap(plan)],
    ["directory", "Which room is where.", directory(plan)],
    [
      "scaling",
      "How many, and how few.",
      [
        autoscaler(plan),
        disruptionBudget(name, "live", "instance"),
        disruptionBudget(name, "live-proxy", "proxy"),
        disruptionBudget(name, "live-bootstrap", "bootstrap"),
      ],
    ],
    ["policies", "Who may talk to whom.", networkPolicies(plan)],
    ["monitoring", "Figures, rules and the dashboard.", monitoring(plan)],
    ["tracing", "Traces.", collector(plan)],
    ["route", "The way in.", route(plan)],
  ];
  const filled = parts.filter(([, , objects]) => objects.length > 0);
  return [
    ...filled.map(([file, about, objects]) => yamlFile(`${file}.yaml`, about, ...objects)),
    yamlFile("kustomization.yaml", "The base.", {
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: filled.map(([file]) => `${file}.yaml`),
    }),
  ];
}

/** Pods with the node's network are refused by stricter standards. */
function namespace({ namespace: name, media }: GoLiveKubernetesPlan): Namespace {
  const level = media === "host-network" ? "privileged" : "restricted";
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "pod-security.kubernetes.io/enforce": level } },
  };
}

/** A route of the Gateway API, where a gateway stands in front. */
function route({ namespace: own, front, live }: GoLiveKubernetesPlan): readonly object[] {
  return front.kind === "service"
    ? []
    : [
        {
          apiVersion: "gateway.networking.k8s.io/v1",
          kind: "HTTPRoute",
          metadata: { name: "live", namespace: own },
          spec: {
            parentRefs: [{ name: front.name, namespace: front.namespace }],
            hostnames: [live.hostname],
            rules: [{ backendRefs: [{ name: "live-proxy", port: 8000 }] }],
          },
        },
      ];
}
