import fc from "fast-check";
import {
  janusPorts,
  mediasoupPorts,
  overlaps,
  type PortRange,
  type PortRule,
  portCount,
  type TurnTlsMode,
  turnPorts,
  wellKnownPorts,
} from "../../modules/shared/ports";

const port = fc.integer({ min: 1, max: 65535 });
const range = fc.tuple(port, port).map(([a, b]): PortRange => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const modes: readonly TurnTlsMode[] = ["nlb", "node", "off"];
const relay: PortRange = { from: 49152, to: 65535 };
const rtp: PortRange = { from: 20000, to: 40000 };
const tables: readonly (readonly [string, readonly PortRule[]])[] = [
  ...modes.map((tls) => [`coturn, TLS ${tls}`, turnPorts({ tls, relay })] as const),
  ["Janus", janusPorts({ rtp })],
  ["mediasoup", mediasoupPorts({ rtp })],
];

describe.each(tables)("ports of %s", (_name, rules) => {
  it("have names of their own, since a name becomes an address in the state", () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });

  it("are valid ranges", () => {
    const wrong = rules.filter(({ ports }) => ports.from < 1 || ports.to > 65535 || ports.from > ports.to);
    expect(wrong).toEqual([]);
  });

  it("never claim one port twice", () => {
    const clashes = rules.flatMap((a, index) =>
      rules
        .slice(index + 1)
        .filter((b) => a.protocol === b.protocol && overlaps(a.ports, b.ports))
        .map((b) => `${a.name}/${b.name}`),
    );
    expect(clashes).toEqual([]);
  });

  it("never open SSH", () => {
    expect(rules.filter(({ ports }) => overlaps(ports, { from: 22, to: 22 }))).toEqual([]);
  });

  it("say what they are for", () => {
    expect(rules.filter(({ purpose }) => purpose.length === 0)).toEqual([]);
  });

  it("keep the health service from the world", () => {
    const health = rules.filter(({ ports }) =>
      overlaps(ports, { from: wellKnownPorts.health, to: wellKnownPorts.health }),
    );
    expect(health.map(({ exposure }) => exposure.includes("world"))).toEqual([false]);
  });
});

it("keeps the Janus admin API on the node itself", () => {
  expect(janusPorts({ rtp }).find(({ name }) => name === "janus-admin")?.exposure).toEqual(["loopback"]);
});

it("opens exactly the relay range that coturn is given", () => {
  fc.assert(
    fc.property(range, fc.constantFrom(...modes), (given, tls) => {
      expect(turnPorts({ tls, relay: given }).find(({ name }) => name === "relay")?.ports).toEqual(given);
    }),
  );
});

it("claims 443 on the node only where TLS ends there", () => {
  const at443 = (tls: TurnTlsMode) =>
    turnPorts({ tls, relay }).some(({ ports }) => overlaps(ports, { from: 443, to: 443 }));
  expect(modes.filter(at443)).toEqual(["node"]);
});

describe("ranges", () => {
  it("overlap exactly when they share a port", () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const shared = Math.min(a.to, b.to) - Math.max(a.from, b.from) + 1;
        return overlaps(a, b) === shared > 0;
      }),
    );
  });

  it("overlap both ways or not at all", () => {
    fc.assert(fc.property(range, range, (a, b) => overlaps(a, b) === overlaps(b, a)));
  });

  it("count both ends", () => {
    expect(portCount({ from: 49152, to: 65535 })).toBe(16384);
    fc.assert(fc.property(port, (only) => portCount({ from: only, to: only }) === 1));
  });
});
