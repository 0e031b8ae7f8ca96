import { createHash } from "node:crypto";
import type { Capabilities, Container, EnvVar, PodSecurityContext, SecurityContext } from "kubernetes-types/core/v1";
import type { LabelSelector, ObjectMeta } from "kubernetes-types/meta/v1";

/** Parts of the system, each with its own label. */
export type Part = "instance" | "proxy" | "bootstrap" | "router" | "redis" | "collector";

/** Label by which a part's pods are found. */
export function labels(part: Part): Record<string, string> {
  return { "app.kubernetes.io/name": "live-webrtc", "app.kubernetes.io/component": part };
}

/** Selects a part's pods. */
export function selects(part: Part): LabelSelector {
  return { matchLabels: labels(part) };
}

/** Name and labels of an object. */
export function meta(namespace: string, name: string, part?: Part): ObjectMeta {
  return { name, namespace, ...(part && { labels: labels(part) }) };
}

/** Values of a container that are no secrets. */
export function plain(values: Readonly<Record<string, string>>): EnvVar[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** Values of a container that stand in a Secret, each by its own key. */
export function fromSecret(secret: string, names: readonly string[]): EnvVar[] {
  return names.map((name) => ({ name, valueFrom: { secretKeyRef: { name: secret, key: name } } }));
}

const nothing: Capabilities = { drop: ["ALL"] };

/** A container without rights, with a root file system that nobody writes to. */
export const confined: SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: nothing,
};

/** Pods run as a user that is not root. */
export function runsAs(user: number): PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** Probes of an HTTP path: a start, then readiness, and liveness that waits longer. */
export function probes(
  path: string,
  port: number,
): Pick<Container, "startupProbe" | "readinessProbe" | "livenessProbe"> {
  const httpGet = { path, port };
  return {
    startupProbe: { httpGet, periodSeconds: 1, failureThreshold: 30 },
    readinessProbe: { httpGet, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 2 },
    livenessProbe: { httpGet, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
  };
}

/** Annotation by which pods are replaced when a file of theirs changes. */
export function digestOf(...contents: readonly string[]): Record<string, string> {
  const digest = createHash("sha256").update(contents.join("\0")).digest("hex").slice(0, 16);
  return { "webrtc-stacks/configuration": digest };
}
