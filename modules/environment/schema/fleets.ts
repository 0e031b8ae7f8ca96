import * as v from "valibot";
import { amount, choice, either, list, object, optional, text, variants, whole } from "./shapes";

/** A port from 1 to 65535. */
const port = whole("A port", 1, 65535);

/** First and last port of a range. */
export const portRange = object("Ports", { from: port, to: port });

/** Nodes of a fleet: a number, or bounds. */
export const nodeCount = either(
  object("Nodes", { min: whole("Fewest nodes", 0, 200), max: whole("Most nodes", 1, 200) }),
  whole("Nodes", 1, 200),
);

const schedule = object("A planned size", {
  name: text("Name of the schedule", "evening"),
  cron: text("When it applies, as cron expression", "0 18 * * 1-5"),
  timeZone: optional(text("Time zone", "Europe/Berlin")),
  nodes: nodeCount,
});

const fleet = {
  nodes: nodeCount,
  instanceType: optional(text("EC2 instance type", "c6gn.large")),
  placement: optional(choice("Placement", ["spread", "cluster", "none"])),
  warmPool: optional(whole("Stopped nodes that wait", 0, 200)),
  schedules: optional(list("Planned sizes", schedule, '[{ name: "evening", cron: "0 18 * * *", nodes: 4 }]')),
  drain: optional(
    object("Drain", {
      hours: optional(amount("Hours that a leaving node may wait", 1000, 4)),
      heartbeatSeconds: optional(whole("Seconds between heartbeats", 1, 86400)),
    }),
  ),
};

const percent = (meaning: string) => whole(meaning, 1, 100);

const certificate = variants(
  "The certificate",
  "kind",
  ["secret", "acme"],
  [
    object("The certificate", {
      kind: v.literal("secret"),
      secretArn: text("ARN of the secret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:turn-tls"),
    }),
    object("The certificate", {
      kind: v.literal("acme"),
      email: text("Mail address of the ACME account", "ops@example.com"),
    }),
  ],
);

/** The TURN fleet. */
export const turnSettings = object("The TURN fleet", {
  ...fleet,
  tls: optional(
    variants(
      "TURN over TLS",
      "mode",
      ["nlb", "node", "off"],
      [
        object("TURN over TLS", { mode: v.literal("nlb") }),
        object("TURN over TLS", { mode: v.literal("node"), certificate }),
        object("TURN over TLS", { mode: v.literal("off") }),
      ],
    ),
  ),
  relayPorts: optional(portRange),
  limits: optional(
    object("Limits", {
      perUser: optional(whole("Allocations of one user", 1, 65535)),
      perNode: optional(whole("Allocations of one node", 1, 65535)),
      perAllocation: optional(
        object("What one allocation may use", {
          // Below the rate of one voice nobody could talk.
          megabitsPerSecond: amount("Rate of one allocation in Mb/s", 100000, 3, 0.05),
        }),
      ),
    }),
  ),
  scaleOut: optional(
    object("When the fleet grows", {
      bandwidthPercent: optional(percent("Share of the bandwidth, per cent")),
      allocationsPercent: optional(percent("Share of the allocations, per cent")),
    }),
  ),
  scaleIn: optional(
    object("When the fleet shrinks", {
      percentOfTarget: optional(percent("Share of the scale-out targets, per cent")),
    }),
  ),
});

const mediaFleet = {
  ...fleet,
  rtpPorts: optional(portRange),
  scaleOut: optional(object("When the fleet grows", { cpuPercent: percent("CPU, per cent") })),
  scaleIn: optional(object("When the fleet shrinks", { cpuPercent: percent("CPU, per cent") })),
};

/** The media fleet. */
export const mediaSettings = variants(
  "The media fleet",
  "engine",
  ["janus", "mediasoup"],
  [
    object("The media fleet", { engine: v.literal("janus"), ...mediaFleet }),
    object("The media fleet", {
      engine: v.literal("mediasoup"),
      ...mediaFleet,
      bundle: object("The application", {
        key: text("Key of the tar.gz in the artifact bucket", "apps/sfu-1.4.0.tar.gz"),
        sha256: text("SHA-256 of the tar.gz", "64 hexadecimal digits"),
      }),
    }),
  ],
);
