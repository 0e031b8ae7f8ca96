import type { ExistingVpc, OpenviduSettings } from "../input/openvidu-ha";
import type { CompleteAwsCommon } from "./aws-settings";

/** OpenVidu with high availability, every default filled in. */
export interface CompleteOpenviduHa extends CompleteAwsCommon {
  readonly topology: "openvidu-ha";
  readonly openvidu: {
    readonly version: string;
    readonly installer: Required<OpenviduSettings["installer"]>;
    readonly licenseArn: string;
    readonly hostname: string;
    readonly rtcEngine: "pion" | "mediasoup";
    readonly installFlags: readonly string[];
  };
  /** Absent: one is made. */
  readonly certificateArn?: string;
  readonly turnTls?: { readonly hostname: string; readonly certificateArn?: string };
  readonly vpc?: ExistingVpc;
  readonly masters: CompleteMasters;
  readonly media: CompleteOpenviduMedia;
  readonly image: "amazon-linux" | { readonly id: string; readonly rootDevice: string };
  readonly keyName?: string;
  readonly buckets: { readonly appData?: string; readonly clusterData?: string };
  readonly keepFailedNodes: boolean;
}

/** The four masters. */
export interface CompleteMasters {
  readonly instanceType: string;
  readonly volumes: {
    readonly retain: boolean;
    readonly gib: number;
    readonly snapshotHours: number;
    readonly snapshotsKept: number;
    readonly restore: Readonly<Record<string, string>>;
  };
  readonly acceptOneZone: boolean;
}

/** The media nodes. */
export interface CompleteOpenviduMedia {
  readonly instanceType: string;
  readonly nodes: { readonly min: number; readonly max: number; readonly initial: number };
  readonly targetCpuPercent: number;
  readonly drainHours: number;
  readonly drainHeartbeatSeconds: number;
}
