import * as v from "valibot";
import { awsCommon } from "./aws-common";
import { amount, choice, either, flag, list, map, object, optional, text, whole } from "./shapes";

const certificate = optional(
  text("ARN of a certificate in ACM", "arn:aws:acm:us-west-2:123456789012:certificate/0a1b2c3d"),
);
const digest = (what: string) => text(`SHA-256 of the ${what} installer`, "64 hexadecimal digits");
const instanceType = optional(text("Instance type", "c6a.xlarge"));

const openvidu = object("The software", {
  version: text("Release of OpenVidu", "3.2.0"),
  installer: object("The installers", {
    masterSha256: digest("masters'"),
    mediaSha256: digest("media nodes'"),
    from: optional(
      either(
        object("Installers in the artifact bucket", {
          masterKey: text("Key of the masters' installer", "openvidu/3.2.0/install_ov_master_node.sh"),
          mediaKey: text("Key of the media nodes' installer", "openvidu/3.2.0/install_ov_media_node.sh"),
        }),
        choice("Source of the installers", ["vendor"]),
      ),
    ),
  }),
  license: object("The license", {
    secretArn: text(
      "ARN of the secret",
      "arn:aws:secretsmanager:us-west-2:123456789012:secret:openvidu-license-AbCdEf",
    ),
  }),
  hostname: optional(text("Public name", "openvidu.example.com")),
  rtcEngine: optional(choice("The engine", ["pion", "mediasoup"])),
  installFlags: optional(list("Flags of the installer", text("A flag", "--enable-feature"), '["--enable-feature"]')),
});

const masters = object("The masters", {
  instanceType,
  volumes: optional(
    object("Volumes", {
      retain: optional(flag("Retention of the volumes")),
      gib: optional(whole("Size of a volume, GiB", 50, 16_384)),
      snapshots: optional(
        object("Snapshots", {
          everyHours: optional(whole("Hours between snapshots", 1, 24)),
          keep: optional(whole("Snapshots kept of a volume", 1, 1000)),
        }),
      ),
      restore: optional(map("Snapshots to restore", text("A snapshot", "snap-0123456789abcdef0"), '{ 2: "snap-…" }')),
    }),
  ),
  acceptOneZone: optional(flag("One zone for all masters")),
});

const media = object("The media nodes", {
  instanceType,
  nodes: optional(
    object("Number of media nodes", {
      min: whole("Fewest nodes", 0, 200),
      max: whole("Most nodes", 1, 200),
      initial: optional(whole("Nodes at first", 0, 200)),
    }),
  ),
  targetCpuPercent: optional(whole("Mean CPU, per cent", 1, 100)),
  drain: optional(
    object("Drain", {
      hours: optional(amount("Hours that a leaving node may wait", 1000, 4)),
      heartbeatSeconds: optional(whole("Seconds between heartbeats", 1, 86400)),
    }),
  ),
});

/** OpenVidu with high availability. */
export const openviduHaEnvironment = object("The part on AWS", {
  topology: v.literal("openvidu-ha"),
  ...awsCommon,
  openvidu,
  certificateArn: certificate,
  turnTls: optional(
    object("TURN over TLS", {
      hostname: optional(text("Public name of TURN", "turn.example.com")),
      certificateArn: certificate,
    }),
  ),
  vpc: optional(
    object("An existing network", {
      id: text("Id of the VPC", "vpc-0123456789abcdef0"),
      masterSubnets: map(
        "Subnets of the masters",
        text("Id of a subnet", "subnet-0a1b2c3d"),
        '{ "us-west-2a": "subnet-…" }',
      ),
      mediaSubnets: map(
        "Subnets of the media nodes",
        text("Id of a subnet", "subnet-0a1b2c3d"),
        '{ "us-west-2a": "subnet-…" }',
      ),
    }),
  ),
  masters: optional(masters),
  media: optional(media),
  image: optional(
    either(
      object("An image", {
        id: text("Id of the image", "ami-0123456789abcdef0"),
        rootDevice: text("Device of its root volume", "/dev/xvda"),
      }),
      choice("The image", ["amazon-linux"]),
    ),
  ),
  keyName: optional(text("Name of the key pair", "operators")),
  buckets: optional(
    object("Buckets", {
      appData: optional(text("Bucket of recordings and application data", "example-openvidu-app")),
      clusterData: optional(text("Bucket of the cluster's own data", "example-openvidu-cluster")),
    }),
  ),
  keepFailedNodes: optional(flag("Keeping failed nodes")),
});
