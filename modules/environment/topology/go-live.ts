import type { LivePlan } from "./live";

/** live-webrtc outside AWS: files, not stacks. */
export type GoLivePlan = GoLiveComposePlan | GoLiveBalancedPlan | GoLiveKubernetesPlan;

/** One instance on one machine. */
export interface GoLiveComposePlan {
  readonly shape: "compose";
  readonly live: LivePlan;
  /** coturn on the same machine; absent: none. */
  readonly coturn?: { readonly publicAddress: string; readonly realm: string };
}

/** Several instances on machines of their own. */
export interface GoLiveBalancedPlan {
  readonly shape: "balanced";
  readonly live: LivePlan;
  readonly instances: readonly { readonly name: string; readonly address: string }[];
  readonly proxy: "nginx" | "haproxy";
  /** Host of a Redis that is there; absent: one beside the proxy, where rooms have a directory. */
  readonly redis?: string;
}

/** A StatefulSet behind room-hash proxies. */
export interface GoLiveKubernetesPlan {
  readonly shape: "kubernetes";
  readonly live: LivePlan;
  readonly namespace: string;
  readonly instances: { readonly min: number; readonly max: number };
  readonly media: "host-network" | "relay";
  readonly front:
    | { readonly kind: "service" }
    | { readonly kind: "gateway"; readonly name: string; readonly namespace: string };
  readonly volumeGib: number;
  readonly cpuPercent: number;
  readonly prometheusOperator: boolean;
}
