import ipaddr from "ipaddr.js";

/** Parts of a VPC, each with one subnet per zone. The order is fixed: a new part goes to the end, so that no range moves. */
const tiers = ["public", "private"] as const;

/** A part of a VPC. */
export type Tier = (typeof tiers)[number];

/**
 * A VPC is cut into 32 equal blocks: four tiers (two are kept free) of eight zones. The place of a subnet follows from its
 * tier and the letter of its zone alone, so that adding a zone, a role or a tier moves nothing that exists.
 */
const blockBits = 5;

/** Zones that a tier has room for: letters a to h. */
const zonesPerTier = 8;

/** An IPv4 range: first address as a number, and the length of its prefix. */
export interface Ipv4Range {
  readonly first: number;
  readonly prefix: number;
}

/** Reads `10.20.0.0/16`; undefined if it is not an IPv4 range or has bits set behind its prefix. */
export function parseIpv4Range(cidr: string): Ipv4Range | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) {
    return undefined;
  }
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const first = address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0);
  return first % rangeSize(prefix) === 0 ? { first, prefix } : undefined;
}

/** Whether two ranges share an address. */
export function rangesOverlap(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.first < b.first + rangeSize(b.prefix) && b.first < a.first + rangeSize(a.prefix);
}

/** Number of addresses behind a prefix. */
export function rangeSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** Number of the block that belongs to a tier and a zone letter (a to h): place within the VPC and number of the IPv6 /64. */
export function blockIndex(tier: Tier, zoneLetter: string): number {
  return tiers.indexOf(tier) * zonesPerTier + (zoneLetter.charCodeAt(0) - "a".charCodeAt(0));
}

/** Range of the subnet of a tier and a zone letter within a VPC. */
export function subnetCidr(vpc: Ipv4Range, tier: Tier, zoneLetter: string): string {
  const prefix = vpc.prefix + blockBits;
  return `${addressText(vpc.first + blockIndex(tier, zoneLetter) * rangeSize(prefix))}/${prefix}`;
}

/** Addresses that nodes and balancers may take in one subnet of a VPC: AWS keeps five of each. */
export function usableAddresses(vpcPrefix: number): number {
  return rangeSize(vpcPrefix + blockBits) - 5;
}

function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
