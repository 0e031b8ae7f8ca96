import { findAwsRegion } from "../catalog/regions";
import { blockIndex, type Ipv4Range, parseIpv4Range, subnetCidr } from "../cidr";
import type { CompleteRegion } from "../settings/settings";
import type { BalancerZonePlan, ZonePlan } from "../topology";

function vpcOf({ cidr }: CompleteRegion): Ipv4Range {
  const vpc = parseIpv4Range(cidr);
  if (!vpc) {
    throw new RangeError(`${cidr} is not an IPv4 range; the checks have to say so before plans are made`);
  }
  return vpc;
}

/** Zones of a region with the ranges of their subnets. */
export function zonePlans(region: CompleteRegion): ZonePlan[] {
  const vpc = vpcOf(region);
  return region.zones.map((name) => zonePlan(vpc, name));
}

/**
 * An application load balancer needs subnets in two zones (Elastic Load Balancing API reference, CreateLoadBalancer). Where all nodes
 * stand in one, it gets a subnet in the next one, at the place that the subnet has when the region gets a second zone.
 */
export function balancerZone(region: CompleteRegion): { readonly balancerZone?: BalancerZonePlan } {
  const [only, second] = region.zones;
  const letter = [...(findAwsRegion(region.name)?.zoneLetters ?? "")].find((each) => `${region.name}${each}` !== only);
  if (only === undefined || second !== undefined || letter === undefined) {
    return {};
  }
  const { privateCidr: _cidr, privateIpv6Index: _index, ...zone } = zonePlan(vpcOf(region), `${region.name}${letter}`);
  return { balancerZone: zone };
}

function zonePlan(vpc: Ipv4Range, name: string): ZonePlan {
  const suffix = name.slice(-1);
  return {
    name,
    suffix,
    publicCidr: subnetCidr(vpc, "public", suffix),
    privateCidr: subnetCidr(vpc, "private", suffix),
    publicIpv6Index: blockIndex("public", suffix),
    privateIpv6Index: blockIndex("private", suffix),
  };
}
