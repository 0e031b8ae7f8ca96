import { type Ipv4Range, parseIpv4Range, rangesOverlap, usableAddresses } from "../cidr";
import { limits } from "../defaults";
import { openviduLimits } from "../openvidu-defaults";
import type { Finding } from "../problem";
import { regionPath } from "../settings/region-path";
import type { CompleteAws, CompleteRegion } from "../settings/settings";
import { type AwsCheck, findingIf } from "./check";

/** Ranges for private use: RFC 1918, and RFC 6598 for networks that ran out of them. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].flatMap(
  (cidr) => parseIpv4Range(cidr) ?? [],
);

/** Each VPC has a private range of its own that takes its zones and nodes. */
export const checkAddressRanges: AwsCheck = (aws) =>
  aws.regions.flatMap((region, index) => {
    const path = `${regionPath(region.name)}.cidr`;
    if (region.cidr === "") {
      return [];
    }
    const range = parseIpv4Range(region.cidr);
    if (!range) {
      return [
        {
          path,
          value: region.cidr,
          rule: "Not an IPv4 range: four numbers and the length of the prefix, with no bit set behind it.",
          remedy: 'write for example "10.20.0.0/16"',
        },
      ];
    }
    return [
      ...rangeFindings(path, region.cidr, range),
      ...roomFindings(path, aws, region, range),
      ...overlapFindings(path, region, range, aws.regions.slice(0, index)),
    ];
  });

function rangeFindings(path: string, cidr: string, range: Ipv4Range): readonly Finding[] {
  return [
    ...findingIf(range.prefix < 16 || range.prefix > 20, () => ({
      path,
      value: cidr,
      rule: "A VPC is a /16 (AWS takes nothing larger) to a /20 (below that the subnets of the zones do not fit).",
      remedy: `write ${cidr.replace(/\/.*/, "")}/${range.prefix < 16 ? 16 : 20}, if that range is free`,
    })),
    ...findingIf(!privateRanges.some((known) => known.prefix <= range.prefix && rangesOverlap(known, range)), () => ({
      path,
      value: cidr,
      rule: "Not a private range: addresses of somebody else on the internet would be hidden from the nodes.",
      remedy: "choose a part of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
    })),
  ];
}

/** Most nodes that a region may ever have at a time. */
function mostNodes(aws: CompleteAws): number {
  switch (aws.topology) {
    case "go-live":
      return aws.live.nodes.max;
    case "turn-janus":
      return aws.turn.nodes.max + aws.turn.warmPool + aws.media.nodes.max + aws.media.warmPool;
    case "openvidu-ha":
      // A master has a second interface, with the address that stays.
      return 2 * openviduLimits.masters + aws.media.nodes.max;
  }
}

/** A zone may have to take the nodes of the others; two balancers keep addresses of their own. */
function roomFindings(path: string, aws: CompleteAws, region: CompleteRegion, range: Ipv4Range): readonly Finding[] {
  const nodes = mostNodes(aws);
  const needed = nodes + 2 * limits.balancerAddressesPerSubnet;
  const room = usableAddresses(range.prefix);
  return findingIf(range.prefix <= 20 && needed > room, () => ({
    path,
    value: region.cidr,
    rule: `A subnet of it has ${room} addresses; ${nodes} nodes and two load balancers may need ${needed} in one zone.`,
    remedy: "take a larger range, such as a /16, or lower the maxima of the fleets",
  }));
}

function overlapFindings(
  path: string,
  region: CompleteRegion,
  range: Ipv4Range,
  earlier: readonly CompleteRegion[],
): readonly Finding[] {
  return earlier.flatMap((other) => {
    const otherRange = parseIpv4Range(other.cidr);
    return findingIf(otherRange !== undefined && rangesOverlap(range, otherRange), () => ({
      path,
      value: region.cidr,
      rule: `It overlaps ${other.cidr} of ${other.name}: the two could never be connected.`,
      remedy: "give each region a range of its own, or leave cidr out",
    }));
  });
}
