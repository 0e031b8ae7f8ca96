/**
 * Renders for the drills what a team's environment would: reads `{ "kind": …, … }` on standard input, writes
 * `{ "files": […], "parameters": … }` on standard output.
 */
import { readFileSync } from "node:fs";
import type { FleetPlan, MediaFleetPlan, TurnFleetPlan } from "../../../modules/environment/topology";
import { mediaNodeFiles, turnNodeFiles } from "../../../modules/nodes";
import { haproxyConf } from "../../../modules/nodes/balancer/haproxy-conf";
import type { ClusterInput } from "../../../modules/nodes/balancer/input";
import { nginxConf } from "../../../modules/nodes/balancer/nginx-conf";
import { mediaParameters, turnParameters } from "../../../modules/nodes/parameters";
import { janusPorts, type PortRange, turnPorts } from "../../../modules/shared/ports";
import type { RenderedFile } from "../../../modules/shared/rendered-file";

type Request =
  | {
      readonly kind: "turn";
      readonly tls: "nlb" | "node" | "off";
      readonly limits: TurnFleetPlan["limits"];
      readonly drainLimitSeconds: number;
    }
  | { readonly kind: "janus"; readonly drainLimitSeconds: number }
  | { readonly kind: "nginx" | "haproxy"; readonly cluster: ClusterInput };

interface Answer {
  readonly files: readonly RenderedFile[];
  readonly parameters?: object;
}

const context = { environment: "drill", region: "eu-west-1", domain: "example.com" };
const relay: PortRange = { from: 49152, to: 65535 };
const rtp: PortRange = { from: 20000, to: 40000 };

function fleet<Role extends "turn" | "media">(
  role: Role,
  drainLimitSeconds: number,
): Omit<FleetPlan, "role" | "ports"> & { role: Role } {
  return {
    role,
    name: `drill-eu-west-1-${role}`,
    addressPool: `drill-${role}`,
    nodes: { min: 1, max: 3 },
    instanceType: {
      name: "c6a.large",
      vcpus: 2,
      memoryGib: 4,
      architecture: "x86_64",
      baselineMegabitsPerSecond: 780,
      burstable: false,
      dollarsPerHour: 0.08,
    },
    image: { kind: "immutable", imageId: "ami-12c6146b" },
    placement: "spread",
    volumeGib: 10,
    lifecycle: { launchTimeoutSeconds: 600, drainHeartbeatSeconds: 6, drainLimitSeconds },
    warmPoolSize: 0,
    schedules: [],
    logRetentionDays: 30,
  };
}

const hooks = { launchingHook: "launching", terminatingHook: "terminating" };

function answer(request: Request): Answer {
  switch (request.kind) {
    case "turn": {
      const plan: TurnFleetPlan = {
        ...fleet("turn", request.drainLimitSeconds),
        realm: context.domain,
        coturnVersion: "4.6.1",
        relay,
        tls:
          request.tls === "node"
            ? { mode: "node", certificate: { kind: "secret", secretArn: "drill-certificate" } }
            : { mode: request.tls },
        limits: request.limits,
        ports: turnPorts({ tls: request.tls, relay }),
        scaling: { targetBytesOutPerMinute: 1, targetAllocations: 1, scaleInPercentOfTarget: 40 },
      };
      return {
        files: turnNodeFiles(plan, context),
        parameters: turnParameters(plan, context, { ...hooks, logGroup: "/drill/turn", turnSecret: "drill-turn" }),
      };
    }
    case "janus": {
      const plan: MediaFleetPlan = {
        ...fleet("media", request.drainLimitSeconds),
        engine: { kind: "janus", eventLoops: 2 },
        rtp,
        apiHostname: "media.example.com",
        recordings: false,
        ports: janusPorts({ rtp }),
        scaling: { scaleOutCpuPercent: 60, scaleInCpuPercent: 30 },
      };
      return {
        files: mediaNodeFiles(plan, context),
        parameters: mediaParameters(plan, context, {
          ...hooks,
          logGroup: "/drill/media",
          janusTokenSecret: "drill-janus-token",
          janusAdminSecret: "drill-janus-admin",
        }),
      };
    }
    case "nginx":
      return { files: [nginxConf("nginx.conf", request.cluster, "distribution")] };
    case "haproxy":
      return { files: [haproxyConf("haproxy.cfg", request.cluster)] };
  }
}

process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, "utf8")))));
