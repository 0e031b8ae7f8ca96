import type { Default } from "./defaults";
import type { OpenviduHaEnvironment, OpenviduSettings } from "./input/openvidu-ha";

function because<T>(value: T, reason: string): Default<T> {
  return { value, reason };
}

/** What is chosen for OpenVidu where an environment file says nothing, and why. */
export const openviduDefaults = {
  installerFrom: because<NonNullable<OpenviduSettings["installer"]["from"]>>(
    "vendor",
    "the digest says what is run, wherever it comes from",
  ),
  rtcEngine: because<"pion" | "mediasoup">("pion", "the engine of LiveKit; mediasoup is experimental"),
  installFlags: because<readonly string[]>([], "the installer's own choices"),
  image: because<NonNullable<OpenviduHaEnvironment["image"]>>(
    "amazon-linux",
    "patched by AWS, and what the nodes call is part of it",
  ),
  buckets: because<NonNullable<OpenviduHaEnvironment["buckets"]>>({}, "both are made, encrypted and versioned"),
  keepFailedNodes: because(false, "the log of a failed node is in CloudWatch; npm run why prints its end"),
  masters: {
    instanceType: because("c6a.xlarge", "OpenVidu's own default: 4 vCPUs, 8 GiB, about 112 US dollars a month"),
    acceptOneZone: because(false, "four masters in one zone fail together"),
    volumes: {
      retain: because(true, "data outlives what is replaced every week"),
      gib: because(100, "OpenVidu's own default"),
      snapshotHours: because(24, "a day of metrics and recordings at most is lost"),
      snapshotsKept: because(14, "two weeks to notice that something is wrong"),
      restore: because<Readonly<Record<string, string>>>({}, "volumes begin empty and are kept"),
    },
  },
  media: {
    instanceType: because("c6a.xlarge", "OpenVidu's own default: 50 rooms of 8 on 4 vCPUs"),
    nodes: because({ min: 1, max: 5 }, "OpenVidu's own default"),
    targetCpuPercent: because(50, "OpenVidu's own default: room until a new node has installed itself"),
  },
} as const;

/** Limits that are no choice of a team, with their source. */
export const openviduLimits = {
  /** Masters of a cluster: always four (OpenVidu, high availability). */
  masters: 4,
  /** Hours between snapshots that Data Lifecycle Manager takes (CreateRule, Interval). */
  snapshotHours: [1, 2, 3, 4, 6, 8, 12, 24],
  /** Root volume of a node, GiB: system, container images and logs. */
  rootGib: 50,
  /** Longest time from launch until a master or a media node serves, seconds: packages and images are fetched. */
  launchSeconds: 1800,
  /** Characters of a generated credential: 40 letters and digits are 238 bits. */
  credentialLength: 40,
} as const;
