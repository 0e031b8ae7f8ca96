import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { turnserverConf } from "../../modules/nodes/coturn/turnserver-conf";
import { turnPacketFilter } from "../../modules/nodes/turn-node-files";
import { turnPlan } from "./plans";

const conf = turnserverConf("turnserver.conf", turnPlan()).content;
const ranges = [...conf.matchAll(/^denied-peer-ip=(.+)$/gm)].map(([, range = ""]) => {
  const [first = "", last = first] = range.split("-");
  return { first: bytes(first), last: bytes(last) };
});
const filter = turnPacketFilter(turnPlan()).content;
const dropped = [...filter.matchAll(/^\s+([\da-f:.]+\/\d+),?$/gm)].map(([, cidr = ""]) => ipaddr.parseCIDR(cidr));

function bytes(address: string): Buffer {
  return Buffer.from(ipaddr.parse(address).toByteArray());
}

function isDenied(address: string): boolean {
  const wanted = bytes(address);
  return ranges.some(
    ({ first, last }) => first.length === wanted.length && first.compare(wanted) <= 0 && last.compare(wanted) >= 0,
  );
}

function isDropped(address: string): boolean {
  const parsed = ipaddr.parse(address);
  return dropped.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match(network, bits));
}

/** Not public, by a list that is not ours. AS112 and AMT are special yet reachable by everybody (IANA: globally reachable). */
const reachable = new Set(["unicast", "as112", "as112v6", "amt"]);

/** At a public address and yet the platform of a cloud. */
const platforms = new Set(["168.63.129.16"]);

function isPublic(address: string): boolean {
  return reachable.has(ipaddr.parse(address).range()) && !platforms.has(address);
}

/** Public neighbours of Azure's platform address, and itself. */
const aroundAzure = fc.integer({ min: 0, max: 255 }).map((last) => `168.63.129.${last}`);

const samples = [
  ["127.0.0.1", "loopback"],
  ["0.0.0.0", "this host"],
  ["10.1.2.3", "private"],
  ["172.31.255.255", "private"],
  ["192.168.0.1", "private"],
  ["100.64.0.1", "carrier"],
  ["169.254.169.254", "metadata"],
  ["168.63.129.16", "platform of Azure"],
  ["224.0.0.1", "multicast"],
  ["255.255.255.255", "broadcast"],
  ["::1", "loopback"],
  ["::ffff:169.254.169.254", "metadata, IPv4-mapped"],
  ["64:ff9b::a9fe:a9fe", "metadata, translated"],
  ["2002:a9fe:a9fe::1", "metadata, 6to4"],
  ["2001:0:1::1", "Teredo"],
  ["fd00:ec2::254", "metadata of AWS over IPv6"],
  ["fe80::1", "link-local"],
  ["ff02::1", "multicast"],
  ["2001:db8::1", "documentation"],
] as const;

describe("peers that are never relayed to", () => {
  it.each(samples)("coturn denies %s (%s)", (address) => {
    expect(isDenied(address)).toBe(true);
  });

  it.each([...samples, ["::127.0.0.1", "loopback, IPv4-compatible"] as const])(
    "the packet filter drops %s (%s)",
    (address) => {
      expect(isDropped(address)).toBe(true);
    },
  );

  it("denies every IPv4 address that is not public, and no public one", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), aroundAzure), (address) => {
        expect({ address, denied: isDenied(address) }).toEqual({ address, denied: !isPublic(address) });
      }),
      { numRuns: 500 },
    );
  });

  it("denies no public IPv6 address", () => {
    const global = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 7, maxLength: 7 })
      .chain((rest) => fc.integer({ min: 0x2003, max: 0x3ffe }).map((first) => [first, ...rest]))
      .map((words) => words.map((word) => word.toString(16)).join(":"));
    fc.assert(
      fc.property(global, (address) => {
        expect({ address, denied: isDenied(address), dropped: isDropped(address) }).toEqual({
          address,
          denied: false,
          dropped: false,
        });
      }),
      { numRuns: 200 },
    );
  });

  it("drops in the packet filter whatever coturn denies", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        fc.pre(isDenied(address));
        expect({ address, dropped: isDropped(address) }).toEqual({ address, dropped: true });
      }),
      { numRuns: 200 },
    );
  });

  it("has no range that starts at ::, with which coturn denies everybody", () => {
    expect(ranges.filter(({ first }) => first.length === 16 && first.every((byte) => byte === 0))).toEqual([]);
  });

  it("has only ranges of whole prefixes, since coturn 4.6 compares IPv6 byte by byte", () => {
    const odd = ranges.filter(({ first, last }) => {
      const changed = first.findIndex((byte, index) => byte !== last[index]);
      const [low, high] = [first.subarray(changed + 1), last.subarray(changed + 1)];
      return changed >= 0 && !(low.every((byte) => byte === 0) && high.every((byte) => byte === 255));
    });
    expect(odd).toEqual([]);
  });
});
