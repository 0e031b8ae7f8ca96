import * as v from "valibot";
import { awsCommon } from "./aws-common";
import { nodeCount } from "./fleets";
import { liveRecordings, liveSettings } from "./live";
import { choice, flag, list, object, optional, text, variants, whole } from "./shapes";

const shape = { ...liveSettings, recordings: optional(liveRecordings) };

const scaleOut = optional(object("When instances are added", { cpuPercent: whole("CPU, per cent", 1, 100) }));

/** live-webrtc outside AWS. */
export const goLiveEnvironment = variants(
  "live-webrtc",
  "shape",
  ["compose", "balanced", "kubernetes"],
  [
    object("live-webrtc", {
      shape: v.literal("compose"),
      ...shape,
      coturn: optional(object("coturn", { publicAddress: text("Public address of the machine", "203.0.113.10") })),
    }),
    object("live-webrtc", {
      shape: v.literal("balanced"),
      ...shape,
      instances: list(
        "Instances",
        object("An instance", {
          name: text("Name of the instance", "live-1"),
          address: text("Private address of the instance", "10.0.0.11"),
        }),
        '[{ name: "live-1", address: "10.0.0.11" }]',
      ),
      proxy: optional(choice("The proxy", ["nginx", "haproxy"])),
      redis: optional(text("Host of Redis", "10.0.0.20")),
    }),
    object("live-webrtc", {
      shape: v.literal("kubernetes"),
      ...shape,
      namespace: optional(text("Namespace", "live")),
      instances: nodeCount,
      media: choice("How media reaches a pod", ["host-network", "relay"]),
      front: optional(
        variants(
          "What stands in front",
          "kind",
          ["service", "gateway"],
          [
            object("What stands in front", { kind: v.literal("service") }),
            object("What stands in front", {
              kind: v.literal("gateway"),
              name: text("Name of the gateway", "public"),
              namespace: text("Namespace of the gateway", "gateways"),
            }),
          ],
        ),
      ),
      volumeGib: optional(whole("Volume of recordings, GiB", 1, 16_384)),
      scaleOut,
      prometheusOperator: optional(flag("Objects of the Prometheus operator")),
    }),
  ],
);

/** live-webrtc on AWS. */
export const goLiveAwsEnvironment = object("The part on AWS", {
  topology: v.literal("go-live"),
  ...awsCommon,
  live: object("live-webrtc", {
    ...liveSettings,
    nodes: nodeCount,
    instanceType: optional(text("EC2 instance type", "c7i.large")),
    scaleOut,
    turnSecretArn: optional(
      text("ARN of the secret of TURN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:turn"),
    ),
  }),
  recordings: optional(object("Recordings", { expireDays: whole("Days that recordings are kept", 1, 3650) })),
  quotas: optional(object("Quotas", { elasticIps: optional(whole("Elastic IPs per region", 0, 10000)) })),
});
