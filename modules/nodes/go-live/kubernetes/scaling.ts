import type { HorizontalPodAutoscaler } from "kubernetes-types/autoscaling/v2";
import type { PodDisruptionBudget } from "kubernetes-types/policy/v1";
import type { GoLiveKubernetesPlan } from "../../../environment/topology/go-live";
import { meta, type Part, selects } from "./common";

/** Longest period of a scaling policy (Kubernetes API, HPAScalingPolicy). */
const longestPeriodSeconds = 1800;

/** Instances follow CPU. One leaves at a time, and the next not before the first may have drained. */
export function autoscaler({ namespace, instances, cpuPercent, live }: GoLiveKubernetesPlan): HorizontalPodAutoscaler {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: meta(namespace, "live", "instance"),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "live" },
      minReplicas: instances.min,
      maxReplicas: instances.max,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: cpuPercent } },
        },
      ],
      behavior: {
        scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: "Pods", value: 2, periodSeconds: 60 }] },
        scaleDown: {
          stabilizationWindowSeconds: 900,
          policies: [{ type: "Pods", value: 1, periodSeconds: Math.min(live.drainSeconds, longestPeriodSeconds) }],
        },
      },
    },
  };
}

/** How many of a part may be away at a time by intention. */
export function disruptionBudget(namespace: string, name: string, part: Part): PodDisruptionBudget {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: meta(namespace, name, part),
    spec: { maxUnavailable: 1, selector: selects(part) },
  };
}
