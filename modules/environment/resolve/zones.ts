import { blockIndex, parseIpv4Range, subnetCidr } from "../cidr";
import type { CompleteRegion } from "../settings/settings";
import type { ZonePlan } from "../topology";

/** Zones of a region with the ranges of their subnets. */
export function zonePlans(region: CompleteRegion): ZonePlan[] {
  const vpc = parseIpv4Range(region.cidr);
  if (!vpc) {
    throw new RangeError(`${region.cidr} is not an IPv4 range; the checks have to say so before plans are made`);
  }
  return region.zones.map((name) => {
    const suffix = name.slice(-1);
    return {
      name,
      suffix,
      publicCidr: subnetCidr(vpc, "public", suffix),
      privateCidr: subnetCidr(vpc, "private", suffix),
      publicIpv6Index: blockIndex("public", suffix),
      privateIpv6Index: blockIndex("private", suffix),
    };
  });
}
