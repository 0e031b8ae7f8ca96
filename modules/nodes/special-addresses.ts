import ipaddr from "ipaddr.js";
import { platformAddresses } from "./platform-addresses";

type Family = "ipv4" | "ipv6";

/** Bits of a block that is one address. */
const hostBits: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

const linkLocalBlocks: Readonly<Record<Family, string>> = { ipv4: "169.254.0.0/16", ipv6: "fe80::/10" };

/** A block that no client may be relayed to: not part of the public unicast internet. */
export interface SpecialBlock {
  /** Prefix in CIDR notation. */
  readonly cidr: string;
  /** What it is for, with its source. */
  readonly purpose: string;
}

/** IPv4 blocks that are not globally reachable unicast (IANA IPv4 Special-Purpose Address Registry), and multicast. */
const registeredIpv4: readonly SpecialBlock[] = [
  { cidr: "0.0.0.0/8", purpose: "this network (RFC 791)" },
  { cidr: "10.0.0.0/8", purpose: "private use (RFC 1918)" },
  { cidr: "100.64.0.0/10", purpose: "shared address space (RFC 6598)" },
  { cidr: "127.0.0.0/8", purpose: "loopback (RFC 1122)" },
  { cidr: "169.254.0.0/16", purpose: "link-local and cloud metadata (RFC 3927)" },
  { cidr: "172.16.0.0/12", purpose: "private use (RFC 1918)" },
  { cidr: "192.0.0.0/24", purpose: "IETF protocol assignments (RFC 6890)" },
  { cidr: "192.0.2.0/24", purpose: "documentation (RFC 5737)" },
  { cidr: "192.88.99.0/24", purpose: "6to4 relay anycast, deprecated (RFC 7526)" },
  { cidr: "192.168.0.0/16", purpose: "private use (RFC 1918)" },
  { cidr: "198.18.0.0/15", purpose: "benchmarking (RFC 2544)" },
  { cidr: "198.51.100.0/24", purpose: "documentation (RFC 5737)" },
  { cidr: "203.0.113.0/24", purpose: "documentation (RFC 5737)" },
  { cidr: "224.0.0.0/4", purpose: "multicast (RFC 1112)" },
  { cidr: "240.0.0.0/4", purpose: "reserved and limited broadcast (RFC 1112, RFC 919)" },
];

/**
 * IPv6 blocks that are not globally reachable unicast (IANA IPv6 Special-Purpose Address Registry), those that carry an IPv4
 * address past an IPv4 rule, and multicast.
 */
const registeredIpv6: readonly SpecialBlock[] = [
  { cidr: "::1/128", purpose: "loopback (RFC 4291)" },
  { cidr: "::ffff:0:0/96", purpose: "IPv4-mapped (RFC 4291)" },
  { cidr: "64:ff9b::/96", purpose: "IPv4/IPv6 translation (RFC 6052)" },
  { cidr: "64:ff9b:1::/48", purpose: "local IPv4/IPv6 translation (RFC 8215)" },
  { cidr: "100::/64", purpose: "discard only (RFC 6666)" },
  { cidr: "100:0:0:1::/64", purpose: "dummy prefix (RFC 9780)" },
  { cidr: "2001::/23", purpose: "IETF protocol assignments, Teredo among them (RFC 2928, RFC 4380)" },
  { cidr: "2001:db8::/32", purpose: "documentation (RFC 3849)" },
  { cidr: "2002::/16", purpose: "6to4 (RFC 3056)" },
  { cidr: "3fff::/20", purpose: "documentation (RFC 9637)" },
  { cidr: "5f00::/16", purpose: "segment routing identifiers (RFC 9602)" },
  { cidr: "fc00::/7", purpose: "unique local and cloud metadata (RFC 4193)" },
  { cidr: "fe80::/10", purpose: "link-local (RFC 4291)" },
  { cidr: "fec0::/10", purpose: "site-local, deprecated (RFC 3879)" },
  { cidr: "ff00::/8", purpose: "multicast (RFC 4291)" },
];

/** IPv4 blocks that no client may be relayed to: the registered ones, and what clouds put at public addresses. */
export const specialIpv4: readonly SpecialBlock[] = [...registeredIpv4, ...platformBlocks(registeredIpv4, "ipv4")];

/** IPv6 blocks that no client may be relayed to: the registered ones, and what clouds put at public addresses. */
export const specialIpv6: readonly SpecialBlock[] = [...registeredIpv6, ...platformBlocks(registeredIpv6, "ipv6")];

/** A block for each platform address of the family that no registered block holds. */
function platformBlocks(registered: readonly SpecialBlock[], family: Family): readonly SpecialBlock[] {
  return platformAddresses
    .filter(({ address }) => {
      const parsed = ipaddr.parse(address);
      return parsed.kind() === family && !registered.some(({ cidr }) => parsed.match(ipaddr.parseCIDR(cidr)));
    })
    .map(({ address, cloud, serves }) => ({
      cidr: `${address}/${hostBits[family]}`,
      purpose: `platform of ${cloud}: ${serves}`,
    }));
}

/**
 * The platform addresses of a family as blocks, each once, for a rule that bars them and nothing else. Link-local addresses are
 * one block: clouds serve more there than the table holds.
 */
export function platformBlocksOf(family: Family): readonly string[] {
  const linkLocal = ipaddr.parseCIDR(linkLocalBlocks[family]);
  const others = platformAddresses
    .map(({ address }) => ipaddr.parse(address))
    .filter((address) => address.kind() === family && !address.match(linkLocal))
    .map((address) => `${address.toString()}/${hostBits[family]}`);
  return [...new Set([linkLocalBlocks[family], ...others])];
}

/** First and last address of a block, as coturn spells a range; a single address for a block of one. */
export function addressRange(block: SpecialBlock): string {
  const family = block.cidr.includes(":") ? ipaddr.IPv6 : ipaddr.IPv4;
  const first = family.networkAddressFromCIDR(block.cidr).toString();
  const last = family.broadcastAddressFromCIDR(block.cidr).toString();
  return first === last ? first : `${first}-${last}`;
}
