import { Fn, Token } from "cdktf";

/** Public subnets that nodes stand in: all of them, or the first where the second is there for the balancer alone. */
export function nodeSubnets(publicSubnetIds: string[], oneZone: boolean): string[] {
  return oneZone ? Token.asList(Fn.slice(publicSubnetIds, 0, 1)) : publicSubnetIds;
}
