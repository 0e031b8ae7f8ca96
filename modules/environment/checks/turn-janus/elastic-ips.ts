import type { CompleteRegion, CompleteTurnJanus } from "../../settings/settings";
import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** The region's quota takes one Elastic IP for each node up to the maxima, and for each NAT gateway. */
export const checkElasticIps: TurnJanusCheck = (aws) =>
  aws.regions.flatMap((region) => {
    const needed = aws.turn.nodes.max + aws.media.nodes.max + natAddresses(region);
    return findingIf(needed > aws.elasticIps, () => ({
      path: "aws.quotas.elasticIps",
      value: aws.elasticIps,
      rule: `${region.name} needs ${needed} Elastic IPs (${parts(aws, region)}); the quota is ${aws.elasticIps}.`,
      remedy: `ask for a higher quota (EC2, L-0263D0A3) and declare it as aws.quotas.elasticIps, or lower the maxima`,
      warning: true,
    }));
  });

function parts({ turn, media }: CompleteTurnJanus, region: CompleteRegion): string {
  const nat = natAddresses(region);
  return `${turn.nodes.max} TURN, ${media.nodes.max} media${nat > 0 ? `, ${nat} NAT` : ""}`;
}

function natAddresses({ nat, zones }: CompleteRegion): number {
  return { none: 0, one: 1, "per-zone": zones.length }[nat];
}
