import type { OpenviduVpcPlan } from "../../environment/topology";
import type { RegionNetwork } from "../network/region-network";
import type { NodeNetwork } from "./node-network";

/** The network that the network layer makes, as the nodes see it: all of them live in its public subnets. */
export function ownNetwork(
  network: RegionNetwork,
  { zones }: Pick<Extract<OpenviduVpcPlan, { kind: "own" }>, "zones">,
): NodeNetwork {
  return {
    vpcId: network.vpcId,
    masterSubnets: new Map(zones.map(({ name }, index) => [name, network.publicSubnetIds[index] ?? ""])),
    mediaSubnetIds: network.publicSubnetIds,
    internet: [network.internet],
  };
}
