import type { AwsCommon } from "./aws-common";

/**
 * OpenVidu with high availability: four master nodes with data of their own, and a fleet of media nodes. One region: the
 * masters form one cluster. The names in quotes are those of OpenVidu's CloudFormation template.
 */
export interface OpenviduHaEnvironment extends AwsCommon {
  readonly topology: "openvidu-ha";
  /** The software. */
  readonly openvidu: OpenviduSettings;
  /**
   * Certificate of the public name in ACM, in the region. `OpenViduCertificateARN`.
   * @default one is made, and proved in the zone
   */
  readonly certificateArn?: string;
  /**
   * TURN over TLS on 443 by a load balancer of its own, for users behind firewalls that let only HTTPS out.
   * @default none
   */
  readonly turnTls?: {
    /**
     * `TurnDomainName`.
     * @default turn.<domain>
     */
    readonly hostname?: string;
    /**
     * Certificate of that name in ACM, in the region. `TurnCertificateARN`.
     * @default one is made, and proved in the zone
     */
    readonly certificateArn?: string;
  };
  /**
   * An existing network. `OpenViduVPC`, `OpenViduMasterNodeSubnets`, `OpenViduMediaNodeSubnets`.
   * @default a VPC is made with a public subnet in each zone
   */
  readonly vpc?: ExistingVpc;
  /** The four masters. */
  readonly masters?: MasterSettings;
  /** The media nodes. */
  readonly media?: OpenviduMediaSettings;
  /**
   * Image of all nodes: `amazon-linux`, the newest Amazon Linux 2023 at each plan; or the id of an image with AWS CLI 2,
   * Python 3.9 or newer, and the device of its root volume. `AmiId`.
   * @default amazon-linux
   */
  readonly image?: "amazon-linux" | { readonly id: string; readonly rootDevice: string };
  /**
   * EC2 key pair. `KeyName`. No port is opened for it: it serves where you add a rule of your own.
   * @default none: Session Manager is the way in
   */
  readonly keyName?: string;
  /**
   * Buckets that exist already. `S3AppDataBucketName`, `S3ClusterDataBucketName`.
   * @default both are made
   */
  readonly buckets?: { readonly appData?: string; readonly clusterData?: string };
  /**
   * Leaves a node that did not come up standing for two days, so that somebody can look at it ("Preserve successfully
   * provisioned resources").
   * @default false: it is ended, and its log is in CloudWatch
   */
  readonly keepFailedNodes?: boolean;
}

/** The software and where it comes from. */
export interface OpenviduSettings {
  /** Release, such as `3.2.0`; never `latest`. */
  readonly version: string;
  /** What is downloaded is what was tested: SHA-256 of the two installers of the release. */
  readonly installer: {
    readonly masterSha256: string;
    readonly mediaSha256: string;
    /**
     * `vendor`: https://get.openvidu.io. Else objects in the artifact bucket, by key.
     * @default vendor
     */
    readonly from?: "vendor" | { readonly masterKey: string; readonly mediaKey: string };
  };
  /** Secret in Secrets Manager, made by you, whose text is the license key. `OpenViduLicense`. */
  readonly license: { readonly secretArn: string };
  /**
   * Public name. `DomainName`.
   * @default openvidu.<domain>
   */
  readonly hostname?: string;
  /**
   * `RTCEngine`; mediasoup is experimental.
   * @default pion
   */
  readonly rtcEngine?: "pion" | "mediasoup";
  /**
   * Further flags of the masters' installer, such as `--enable-https-admin`. `AdditionalInstallFlags`.
   * @default none
   */
  readonly installFlags?: readonly string[];
}

/** A network that exists already. Subnets are public, by the name of their zone. */
export interface ExistingVpc {
  readonly id: string;
  /** One subnet for each zone that masters live in, at most four. */
  readonly masterSubnets: Readonly<Record<string, string>>;
  /** One subnet for each zone that media nodes live in. */
  readonly mediaSubnets: Readonly<Record<string, string>>;
}

/** The four masters. */
export interface MasterSettings {
  /**
   * `MasterNodeInstanceType`.
   * @default c6a.xlarge
   */
  readonly instanceType?: string;
  /** Volumes with recordings, metrics and data bases. */
  readonly volumes?: {
    /**
     * Whether they outlive the app layer. `RetainVolumes`.
     * @default true
     */
    readonly retain?: boolean;
    /**
     * Size of each, GiB; at least 50. `DiskSize`.
     * @default 100
     */
    readonly gib?: number;
    /**
     * Snapshots of each volume.
     * @default everyHours 24, keep 14
     */
    readonly snapshots?: { readonly everyHours?: number; readonly keep?: number };
    /**
     * Snapshot that the volume of a master is made from, by the number of the master.
     * @default none
     */
    readonly restore?: Readonly<Record<string, string>>;
  };
  /**
   * All four masters in one zone: one failure of AWS takes the whole service.
   * @default false
   */
  readonly acceptOneZone?: boolean;
}

/** The media nodes. */
export interface OpenviduMediaSettings {
  /**
   * `MediaNodeInstanceType`.
   * @default c6a.xlarge
   */
  readonly instanceType?: string;
  /**
   * `MinNumberOfMediaNodes`, `MaxNumberOfMediaNodes`, `InitialNumberOfMediaNodes`.
   * @default min 1, max 5, initial min
   */
  readonly nodes?: { readonly min: number; readonly max: number; readonly initial?: number };
  /**
   * Mean CPU that scaling keeps to, per cent. `ScaleTargetCPU`.
   * @default 50
   */
  readonly targetCpuPercent?: number;
  /**
   * How long a node that leaves may wait for its rooms, recordings and streams.
   * @default 4 hours, heartbeat every 600 seconds
   */
  readonly drain?: { readonly hours?: number; readonly heartbeatSeconds?: number };
}
