import type {
  FleetPlan,
  InstanceTypeFacts,
  MediaFleetPlan,
  TurnFleetPlan,
  TurnJanusAppPlan,
  TurnJanusGlobalPlan,
} from "../../modules/environment/topology";
import { janusPorts, mediasoupPorts, type PortRule, turnPorts } from "../../modules/shared/ports";
import { TurnJanusAppStack } from "../../stacks/aws/turn-janus/app-stack";
import { TurnJanusGlobalStack } from "../../stacks/aws/turn-janus/global-stack";
import { identity } from "./aws-plans";
import { type Synthesized, synthStack } from "./synth";
import { environmentDirectories, topologiesOf } from "./synth-environments";

/** A burstable type, and one that is not. */
export const smallType: InstanceTypeFacts = {
  name: "t4g.small",
  vcpus: 2,
  memoryGib: 2,
  architecture: "arm64",
  baselineMegabitsPerSecond: 128,
  burstable: true,
  dollarsPerHour: 0.0168,
};
export const steadyType: InstanceTypeFacts = { ...smallType, name: "c6gn.large", burstable: false };

const fleet: Omit<FleetPlan, "role" | "ports" | "name" | "addressPool"> = {
  nodes: { min: 2, max: 4 },
  instanceType: smallType,
  image: {
    kind: "mutable",
    parameter: "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id",
  },
  placement: "spread",
  volumeGib: 12,
  lifecycle: { launchTimeoutSeconds: 900, drainHeartbeatSeconds: 600, drainLimitSeconds: 14_400 },
  warmPoolSize: 0,
  schedules: [],
  logRetentionDays: 30,
};

/** A TURN fleet with TLS at a balancer; what a test is about is given. */
export function turnFleet(different: Partial<TurnFleetPlan> = {}): TurnFleetPlan {
  const relay = different.relay ?? { from: 49_152, to: 65_535 };
  const tls = different.tls ?? { mode: "nlb" };
  return {
    ...fleet,
    role: "turn",
    name: "webrtc-test-turn",
    addressPool: "test-turn",
    realm: "test.example.com",
    coturnVersion: "4.6.1",
    relay,
    tls,
    limits: {
      allocationsPerUser: 12,
      allocationsPerNode: 40,
      bytesPerSecondPerAllocation: 375_000,
      bytesPerSecondPerNode: 14_400_000,
    },
    ports: turnPorts({ tls: tls.mode, relay }),
    scaling: { targetBytesOutPerMinute: 576_000_000, targetAllocations: 28, scaleInPercentOfTarget: 40 },
    ...different,
  };
}

/** A Janus fleet; what a test is about is given. */
export function mediaFleet(different: Partial<MediaFleetPlan> = {}): MediaFleetPlan {
  const rtp = different.rtp ?? { from: 20_000, to: 40_000 };
  const engine = different.engine ?? { kind: "janus", eventLoops: 2 };
  return {
    ...fleet,
    role: "media",
    name: "webrtc-test-media",
    addressPool: "test-media",
    engine,
    rtp,
    apiHostname: "media.eu-west-1.test.example.com",
    ports: engine.kind === "janus" ? janusPorts({ rtp }) : mediasoupPorts({ rtp }),
    scaling: { scaleOutCpuPercent: 60, scaleInCpuPercent: 30 },
    ...different,
  };
}

/** The mediasoup engine with a team's bundle. */
export const mediasoup: MediaFleetPlan["engine"] = {
  kind: "mediasoup",
  bundleKey: "app/bundle-1.tar.gz",
  bundleSha256: "ab".repeat(32),
};

/** An app plan with both fleets; what a test is about is given. */
export function appPlan(different: Partial<TurnJanusAppPlan> = {}): TurnJanusAppPlan {
  return {
    stack: identity("app"),
    network: identity("network"),
    oneZone: false,
    ipv6: false,
    names: {
      service: "eu-west-1.test.example.com",
      turn: "turn.eu-west-1.test.example.com",
      turnTls: "turns.eu-west-1.test.example.com",
      media: "media.eu-west-1.test.example.com",
    },
    turn: turnFleet(),
    media: mediaFleet(),
    protect: false,
    ...different,
  };
}

/** A global plan over two regions; what a test is about is given. */
export function globalPlan(different: Partial<TurnJanusGlobalPlan> = {}): TurnJanusGlobalPlan {
  const region = (name: string) => ({
    region: name,
    network: { ...identity("network"), id: `test-aws-${name}-network`, region: name },
    turnName: `turn.${name}.test.example.com`,
    nodes: 2,
  });
  return {
    stack: identity("global"),
    turnName: "turn.test.example.com",
    regions: [region("eu-west-1"), region("us-east-1")],
    routing: { kind: "latency" },
    ...different,
  };
}

/** The app layer, written and read back. */
export function synthApp(different: Partial<TurnJanusAppPlan> = {}): Synthesized {
  return synthStack((app) => new TurnJanusAppStack(app, appPlan(different)));
}

/** The global layer, written and read back. */
export function synthGlobal(different: Partial<TurnJanusGlobalPlan> = {}): Synthesized {
  return synthStack((app) => new TurnJanusGlobalStack(app, globalPlan(different)));
}

/** App plans of the example environments and of those that stretch every option, with the ids of their stacks. */
export function examplePlans(): readonly (readonly [string, TurnJanusAppPlan])[] {
  return environmentDirectories
    .flatMap(topologiesOf)
    .flatMap(({ aws }) => (aws?.kind === "turn-janus" ? aws.regions : []))
    .map(({ app }) => [app.stack.id, app] as const);
}

/** What security groups let the world reach, as `protocol from-to`. */
export function openedToWorld(stack: Synthesized, family: "cidr_ipv4" | "cidr_ipv6"): readonly string[] {
  return stack
    .resources("aws_vpc_security_group_ingress_rule")
    .filter(({ body }) => body[family] !== undefined)
    .map(({ body }) => `${body["ip_protocol"]} ${body["from_port"]}-${body["to_port"]}`)
    .sort();
}

/** What rules of the ports table say that the world may reach, in the same words. */
export function worldPorts(rules: readonly PortRule[]): readonly string[] {
  return rules
    .filter(({ exposure }) => exposure.includes("world"))
    .map(({ protocol, ports }) => `${protocol} ${ports.from}-${ports.to}`)
    .sort();
}

/** Text of a fleet's user data, with Terraform's expressions in it. */
export function userDataOf(stack: Synthesized, fleet: "turn" | "media"): string {
  const [text] = Object.entries(stack.json["locals"] ?? {}).flatMap(([name, value]) =>
    name.startsWith(`${fleet}_user-data`) ? [String(value)] : [],
  );
  if (text === undefined) {
    throw new Error(`no user data of the ${fleet} fleet`);
  }
  return text;
}
