/**
 * Renders for the measurements what a team's environment would: reads `{ "kind": …, … }` on standard input, writes
 * `{ "files": […], "parameters": … }` on standard output.
 */
import { readFileSync } from "node:fs";
import type { FleetPlan, MediaFleetPlan, TurnFleetPlan, TurnLimits } from "../../modules/environment/topology";
import { mediaNodeFiles, turnNodeFiles } from "../../modules/nodes";
import { mediaParameters, turnParameters } from "../../modules/nodes/parameters";
import { janusPorts, turnPorts } from "../../modules/shared/ports";

type Request =
  | { readonly kind: "turn"; readonly limits: TurnLimits }
  | { readonly kind: "janus"; readonly eventLoops: number };

const context = { environment: "bench", region: "eu-west-1", domain: "example.com" };
const relay = { from: 49152, to: 65535 };
const rtp = { from: 20000, to: 40000 };
const names = { launchingHook: "launching", terminatingHook: "terminating", logGroup: "/bench" };

const fleet: Omit<FleetPlan, "role" | "ports"> = {
  name: "bench-eu-west-1",
  addressPool: "bench",
  nodes: { min: 1, max: 1 },
  instanceType: {
    name: "c6a.large",
    vcpus: 2,
    memoryGib: 4,
    architecture: process.arch === "arm64" ? "arm64" : "x86_64",
    baselineMegabitsPerSecond: 780,
    burstable: false,
    dollarsPerHour: 0.08,
  },
  image: { kind: "immutable", imageId: "ami-12c6146b" },
  placement: "none",
  volumeGib: 10,
  lifecycle: { launchTimeoutSeconds: 600, drainHeartbeatSeconds: 600, drainLimitSeconds: 60 },
  warmPoolSize: 0,
  schedules: [],
  logRetentionDays: 30,
};

function answer(request: Request): object {
  if (request.kind === "turn") {
    const plan: TurnFleetPlan = {
      ...fleet,
      role: "turn",
      realm: context.domain,
      coturnVersion: "4.6.1",
      relay,
      tls: { mode: "off" },
      limits: request.limits,
      ports: turnPorts({ tls: "off", relay }),
      scaling: { targetBytesOutPerMinute: 1, targetAllocations: 1, scaleInPercentOfTarget: 40 },
    };
    return {
      files: turnNodeFiles(plan, context),
      parameters: turnParameters(plan, context, { ...names, turnSecret: "/etc/webrtc/turn.secret" }),
    };
  }
  const plan: MediaFleetPlan = {
    ...fleet,
    role: "media",
    engine: { kind: "janus", eventLoops: request.eventLoops },
    rtp,
    apiHostname: "media.example.com",
    recordings: false,
    ports: janusPorts({ rtp }),
    scaling: { scaleOutCpuPercent: 60, scaleInCpuPercent: 30 },
  };
  return {
    files: mediaNodeFiles(plan, context),
    parameters: mediaParameters(plan, context, {
      ...names,
      janusTokenSecret: "/etc/webrtc/janus-token.secret",
      janusAdminSecret: "/etc/webrtc/janus-admin.secret",
    }),
  };
}

process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, "utf8")))));
