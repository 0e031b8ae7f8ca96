import fc from "fast-check";
import type { FleetPlan, MediaFleetPlan, TurnFleetPlan } from "../../modules/environment/topology";
import { janusPorts, mediasoupPorts, type PortRange, portCount, turnPorts } from "../../modules/shared/ports";

export const context = { environment: "test", region: "eu-west-1", domain: "test.example.com" };

const fleet: Omit<FleetPlan, "role" | "ports"> = {
  name: "test-eu-west-1",
  addressPool: "test",
  nodes: { min: 2, max: 4 },
  instanceType: {
    name: "c6gn.large",
    vcpus: 2,
    memoryGib: 4,
    architecture: "arm64",
    baselineMegabitsPerSecond: 3000,
    burstable: false,
    dollarsPerHour: 0.09,
  },
  image: { kind: "mutable", parameter: "/aws/service/canonical/ubuntu" },
  placement: "spread",
  volumeGib: 10,
  lifecycle: { launchTimeoutSeconds: 600, drainHeartbeatSeconds: 600, drainLimitSeconds: 14_400 },
  warmPoolSize: 0,
  schedules: [],
  logRetentionDays: 30,
};

type TurnChoice = Partial<Pick<TurnFleetPlan, "tls" | "relay" | "limits" | "coturnVersion" | "image">>;

/** A TURN fleet with the choices given. */
export function turnPlan(choice: TurnChoice = {}): TurnFleetPlan {
  const relay = choice.relay ?? { from: 49_152, to: 65_535 };
  const tls = choice.tls ?? { mode: "nlb" };
  return {
    ...fleet,
    role: "turn",
    realm: "test.example.com",
    coturnVersion: "4.6.1",
    limits: {
      allocationsPerUser: 12,
      allocationsPerNode: 1000,
      bytesPerSecondPerAllocation: 375_000,
      bytesPerSecondPerNode: 375_000_000,
    },
    scaling: { targetBytesOutPerMinute: 1e9, targetAllocations: 700, scaleInPercentOfTarget: 40 },
    ...choice,
    tls,
    relay,
    ports: turnPorts({ tls: tls.mode, relay }),
  };
}

type MediaChoice = Partial<Pick<MediaFleetPlan, "rtp" | "engine" | "image">>;

/** A media fleet with the choices given. */
export function mediaPlan(choice: MediaChoice = {}): MediaFleetPlan {
  const rtp = choice.rtp ?? { from: 20_000, to: 40_000 };
  const engine = choice.engine ?? { kind: "janus", eventLoops: 2 };
  return {
    ...fleet,
    role: "media",
    apiHostname: "media.eu-west-1.test.example.com",
    recordings: false,
    scaling: { scaleOutCpuPercent: 60, scaleInCpuPercent: 30 },
    ...choice,
    rtp,
    engine,
    ports: engine.kind === "janus" ? janusPorts({ rtp }) : mediasoupPorts({ rtp }),
  };
}

/** Every way in which TLS may end. */
export const tlsPlans: readonly TurnFleetPlan["tls"][] = [
  { mode: "nlb" },
  { mode: "node", certificate: { kind: "secret", secretArn: "arn:aws:secretsmanager:eu-west-1:1:secret:tls" } },
  { mode: "node", certificate: { kind: "acme", email: "ops@example.com" } },
  { mode: "off" },
];

export const coturnVersions = ["4.6.1", "4.6.2", "4.16.0", "4.17.1", "5.0.0"] as const;

/** Ranges of media ports that leave room for the node's own connections. */
export const mediaRanges: fc.Arbitrary<PortRange> = fc
  .tuple(fc.integer({ min: 20_000, max: 60_000 }), fc.integer({ min: 100, max: 20_000 }))
  .map(([from, size]) => ({ from, to: Math.min(from + size, 65_535) }));

/** TURN fleets of every kind. */
export const turnPlans: fc.Arbitrary<TurnFleetPlan> = fc
  .record({
    relay: mediaRanges,
    tls: fc.constantFrom(...tlsPlans),
    coturnVersion: fc.constantFrom(...coturnVersions),
    perUser: fc.integer({ min: 1, max: 100 }),
    perNode: fc.integer({ min: 1, max: 5000 }),
    rate: fc.integer({ min: 1000, max: 1_250_000 }),
  })
  .map(({ relay, tls, coturnVersion, perUser, perNode, rate }) =>
    turnPlan({
      relay,
      tls,
      coturnVersion,
      limits: {
        allocationsPerUser: perUser,
        allocationsPerNode: Math.min(perNode, portCount(relay)),
        bytesPerSecondPerAllocation: rate,
        bytesPerSecondPerNode: rate * perNode,
      },
    }),
  );
