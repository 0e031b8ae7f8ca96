import fc from "fast-check";
import type { Environment, Topology } from "../../modules/environment";
import { parseIpv4Range, rangesOverlap } from "../../modules/environment/cidr";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import type { FleetPlan, TurnJanusTopology } from "../../modules/environment/topology";
import { overlaps, portCount } from "../../modules/shared/ports";
import { holdsForEach } from "../helpers/holds-for-each";
import { arbitraryEnvironment } from "./arbitrary-environment";

/** Deterministic, and the same for every promise: what takes time is to make environments and to resolve them. */
const settings = { numRuns: 40, seed: 8656 };
const resolved = fc.sample(arbitraryEnvironment(), settings).map((environment) => {
  const topology = resolve(environment);
  if (topology.aws?.kind !== "turn-janus") {
    throw new Error("the environment has no TURN and media fleets");
  }
  return { environment, topology, aws: topology.aws };
});

function resolve(environment: Environment): Topology {
  const judgement = judgeEnvironment("any", environment, []);
  const wrong = judgement.findings.filter(({ warning }) => !warning);
  if (wrong.length > 0 || !judgement.environment) {
    throw new Error(`a valid environment is refused: ${JSON.stringify(wrong)}\n${JSON.stringify(environment)}`);
  }
  return resolveTopology(judgement.environment, new Ledger());
}

function holdsForAll(promise: (aws: TurnJanusTopology, topology: Topology, environment: Environment) => void): void {
  holdsForEach(resolved, ({ aws, topology, environment }) => promise(aws, topology, environment));
}

function identities({ bootstrap, regions, global }: TurnJanusTopology) {
  return [
    ...(bootstrap ? [bootstrap.stack] : []),
    ...regions.flatMap(({ network, app }) => [network.stack, app.stack]),
    ...(global ? [global.stack] : []),
  ];
}

function fleets({ regions }: TurnJanusTopology): readonly FleetPlan[] {
  return regions.flatMap(({ app }) => [app.turn, app.media]);
}

describe("every valid environment", () => {
  it("resolves to one pair of layers per region, in the order of the file", () => {
    holdsForAll(({ regions }, _, { aws }) => {
      expect(regions.map(({ region }) => region)).toEqual(Object.keys(aws?.regions ?? {}));
    });
  });

  it("is frozen to the last leaf", () => {
    holdsForAll((_, topology) => expect(unfrozen(topology, "topology")).toEqual([]));
  });

  it("has subnets that are disjoint and within their VPC", () => {
    holdsForAll(({ regions }) => {
      for (const { network } of regions) {
        const vpc = rangeOf(network.cidr);
        const { balancerZone } = network;
        const subnets = [
          ...network.zones.flatMap((zone) => [rangeOf(zone.publicCidr), rangeOf(zone.privateCidr)]),
          ...(balancerZone ? [rangeOf(balancerZone.publicCidr)] : []),
        ];
        expect(subnets.filter((subnet) => !rangesOverlap(vpc, subnet) || subnet.prefix < vpc.prefix)).toEqual([]);
        expect(overlappingPairs(subnets)).toEqual([]);
      }
    });
  });

  it("has subnets in two zones for an application load balancer", () => {
    holdsForAll(({ regions }) => {
      for (const { network } of regions) {
        const zones = [...network.zones, ...(network.balancerZone ? [network.balancerZone] : [])];
        expect(new Set(zones.map(({ name }) => name)).size).toBe(Math.max(2, network.zones.length));
      }
    });
  });

  it("has VPCs that can be connected", () => {
    holdsForAll(({ regions }) => {
      expect(overlappingPairs(regions.map(({ network }) => rangeOf(network.cidr)))).toEqual([]);
    });
  });

  it("has an IPv6 network of its own for every subnet", () => {
    holdsForAll(({ regions }) => {
      for (const { network } of regions) {
        const indexes = network.zones.flatMap((zone) => [zone.publicIpv6Index, zone.privateIpv6Index]);
        expect(new Set(indexes).size).toBe(indexes.length);
        expect(indexes.every((index) => index >= 0 && index <= 255)).toBe(true);
      }
    });
  });

  it("has ports from 1 to 65535 that no two services of a node share", () => {
    holdsForAll((aws) => {
      for (const { role, ports } of fleets(aws)) {
        expect(
          ports.filter((rule) => rule.ports.from < 1 || rule.ports.to > 65535 || portCount(rule.ports) < 1),
        ).toEqual([]);
        const shared = ports.filter((a, index) =>
          ports.slice(index + 1).some((b) => a.protocol === b.protocol && overlaps(a.ports, b.ports)),
        );
        expect({ role, shared }).toEqual({ role, shared: [] });
      }
    });
  });

  it("hands out no more allocations than relay ports and bandwidth allow", () => {
    holdsForAll(({ regions }) => {
      for (const { app } of regions) {
        const { limits, relay, scaling } = app.turn;
        expect(limits.allocationsPerNode).toBeGreaterThanOrEqual(1);
        expect(limits.allocationsPerNode).toBeLessThanOrEqual(Math.min(5000, portCount(relay)));
        expect(limits.allocationsPerNode * limits.bytesPerSecondPerAllocation).toBeLessThanOrEqual(
          limits.bytesPerSecondPerNode,
        );
        expect(scaling.targetAllocations).toBeLessThanOrEqual(limits.allocationsPerNode);
      }
    });
  });

  it("has names within the limits of DNS and of the resources", () => {
    holdsForAll(({ regions }) => {
      const hosts = regions.flatMap(({ network }) =>
        network.addressPools.flatMap(({ slots }) => slots.map(({ hostname }) => hostname)),
      );
      expect(hosts.filter((host) => host.length > 253 || !/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(host))).toEqual(
        [],
      );
      expect(new Set(hosts).size).toBe(hosts.length);
      expect(regions.flatMap(({ app }) => [app.turn.name, app.media.name]).filter((name) => name.length > 128)).toEqual(
        [],
      );
    });
  });

  it("has an address for every node up to the maximum", () => {
    holdsForAll(({ regions }) => {
      for (const { network, app } of regions) {
        expect(network.addressPools.map(({ role, slots }) => [role, slots.length])).toEqual([
          ["turn", app.turn.nodes.max],
          ["media", app.media.nodes.max],
        ]);
      }
    });
  });

  it("stays within the bounds of a lifecycle hook", () => {
    holdsForAll((aws) => {
      for (const { lifecycle } of fleets(aws)) {
        expect(lifecycle.drainLimitSeconds).toBeLessThanOrEqual(48 * 3600);
        expect(lifecycle.drainLimitSeconds / lifecycle.drainHeartbeatSeconds).toBeLessThanOrEqual(100);
      }
    });
  });

  it("keeps every state in a place of its own", () => {
    holdsForAll((aws) => {
      const places = identities(aws).map(({ backend }) => JSON.stringify(backend));
      expect(new Set(places).size).toBe(places.length);
    });
  });

  it("names only stacks that exist, and earlier ones, as those to apply first", () => {
    holdsForAll((aws) => {
      const stacks = identities(aws);
      const ids = stacks.map(({ id }) => id);
      for (const { id, after } of stacks) {
        expect({ id, unknown: after.filter((earlier) => !ids.includes(earlier) || earlier === id) }).toEqual({
          id,
          unknown: [],
        });
      }
    });
  });

  it("tags every stack with what the cost and the inventory need", () => {
    holdsForAll((aws, _, { costCenter, tags }) => {
      for (const { tags: found, layer } of identities(aws)) {
        expect(found).toEqual({
          ...tags,
          CostCenter: costCenter,
          Environment: "any",
          Layer: layer,
          Topology: "turn-janus",
          ManagedBy: "webrtc-stacks",
        });
      }
    });
  });
});

describe("adding a region", () => {
  it("changes no plan of another region", () => {
    holdsForAll(({ regions: before }, _, { aws, ...others }) => {
      const added = ["us-east-1", "us-east-2"].find((region) => !(region in (aws?.regions ?? {})));
      if (aws && added) {
        const after = resolve({ ...others, aws: { ...aws, regions: { ...aws.regions, [added]: { zones: 3 } } } });
        expect(after.aws?.regions.slice(0, before.length)).toEqual(before);
      }
    });
  });
});

function rangeOf(cidr: string) {
  const range = parseIpv4Range(cidr);
  if (!range) {
    throw new Error(`${cidr} is not a range`);
  }
  return range;
}

function overlappingPairs(ranges: readonly ReturnType<typeof rangeOf>[]): readonly unknown[] {
  return ranges.flatMap((a, index) => ranges.slice(index + 1).filter((b) => rangesOverlap(a, b)));
}

function unfrozen(value: unknown, path: string): readonly string[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const parts = Object.entries(value).flatMap(([key, part]) => unfrozen(part, `${path}.${key}`));
  return Object.isFrozen(value) ? parts : [path, ...parts];
}
