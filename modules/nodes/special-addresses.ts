import ipaddr from "ipaddr.js";

/** A block that no client may be relayed to: not part of the public unicast internet. */
export interface SpecialBlock {
  /** Prefix in CIDR notation. */
  readonly cidr: string;
  /** What it is for, with its source. */
  readonly purpose: string;
}

/**
 * IPv4 blocks that are not globally reachable unicast (IANA IPv4 Special-Purpose Address Registry), and multicast. Cloud
 * metadata services are in the link-local block.
 */
export const specialIpv4: readonly SpecialBlock[] = [
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
 * address past an IPv4 rule, and multicast. AWS's IPv6 metadata and DNS services are in the unique-local block.
 */
export const specialIpv6: readonly SpecialBlock[] = [
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

/** First and last address of a block, as coturn spells a range; a single address for a block of one. */
export function addressRange(block: SpecialBlock): string {
  const family = block.cidr.includes(":") ? ipaddr.IPv6 : ipaddr.IPv4;
  const first = family.networkAddressFromCIDR(block.cidr).toString();
  const last = family.broadcastAddressFromCIDR(block.cidr).toString();
  return first === last ? first : `${first}-${last}`;
}
