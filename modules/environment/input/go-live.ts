import type { AwsCommon } from "./aws-common";
import type { LiveRecordings, LiveSettings } from "./live";
import type { NodeCount } from "./turn-janus";

/** live-webrtc without a cloud's resources: compose files or Kubernetes manifests, written beside the Terraform JSON. */
export type GoLiveEnvironment = GoLiveCompose | GoLiveBalanced | GoLiveKubernetes;

/** What the shapes outside AWS have in common. */
interface GoLiveShape extends LiveSettings {
  /**
   * Recordings.
   * @default none
   */
  readonly recordings?: LiveRecordings;
}

/** One instance on one machine. */
export interface GoLiveCompose extends GoLiveShape {
  readonly shape: "compose";
  /**
   * coturn on the same machine, in the profile `relay`; `turn` has to be `own`.
   * @default none
   */
  readonly coturn?: {
    /** Address that clients reach the machine by. */
    readonly publicAddress: string;
  };
}

/** Several instances on machines of their own, and a proxy that hashes on the room. */
export interface GoLiveBalanced extends GoLiveShape {
  readonly shape: "balanced";
  readonly instances: readonly {
    /** Unique; names the files of the machine. */
    readonly name: string;
    /** Private IPv4 address that the proxy reaches it by. */
    readonly address: string;
  }[];
  /**
   * @default nginx
   */
  readonly proxy?: "nginx" | "haproxy";
  /**
   * Host of Redis, for the room directory.
   * @default a Redis beside the proxy
   */
  readonly redis?: string;
}

/** A Deployment behind room-hash proxies. */
export interface GoLiveKubernetes extends GoLiveShape {
  readonly shape: "kubernetes";
  /**
   * @default live
   */
  readonly namespace?: string;
  readonly instances: NodeCount;
  /**
   * How media reaches a pod: no Service forwards the ports that it chooses. `host-network`: on nodes of its own with public
   * addresses. `relay`: through TURN alone, which has to be `own`.
   */
  readonly media: "host-network" | "relay";
  /**
   * What stands in front of the proxies. `service`: a load balancer of the cluster's cloud; TLS ends at the proxies, with the
   * secret `live-tls`. `gateway`: a route of the Gateway API, where TLS ends at the gateway.
   * @default service
   */
  readonly front?:
    | { readonly kind: "service" }
    | { readonly kind: "gateway"; readonly name: string; readonly namespace: string };
  /**
   * Volume of a pod's recordings until they are uploaded, GiB.
   * @default 20
   */
  readonly volumeGib?: number;
  /**
   * Mean CPU at which an instance is added, per cent.
   * @default 60
   */
  readonly scaleOut?: { readonly cpuPercent: number };
  /**
   * Objects of the Prometheus operator.
   * @default true
   */
  readonly prometheusOperator?: boolean;
}

/** live-webrtc on AWS: instances with public addresses in an Auto Scaling group, each with a room-hash proxy, behind a balancer. */
export interface GoLiveAwsEnvironment extends AwsCommon {
  readonly topology: "go-live";
  readonly live: LiveSettings & {
    /** Instances per region; each slot up to the maximum has an Elastic IP and a name of its own. */
    readonly nodes: NodeCount;
    /**
     * EC2 instance type.
     * @default c7i.large
     */
    readonly instanceType?: string;
    /**
     * Mean CPU at which an instance is added, per cent.
     * @default 60
     */
    readonly scaleOut?: { readonly cpuPercent: number };
    /**
     * Secret that holds what the TURN service asks for, as plain text: the fleet's shared secret, or the service's key.
     * @default none, where TURN is none
     */
    readonly turnSecretArn?: string;
  };
  /**
   * Recordings in a bucket.
   * @default none
   */
  readonly recordings?: { readonly expireDays: number };
  /**
   * Quotas of the account, as far as they differ from AWS's defaults.
   * @default elasticIps 5 per region (EC2, L-0263D0A3)
   */
  readonly quotas?: { readonly elasticIps?: number };
}
