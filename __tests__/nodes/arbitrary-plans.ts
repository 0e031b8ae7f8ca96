import fc from "fast-check";
import type { TurnFleetPlan } from "../../modules/environment/topology";
import { type PortRange, portCount } from "../../modules/shared/ports";
import { coturnVersions, tlsPlans, turnPlan } from "./plans";

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
