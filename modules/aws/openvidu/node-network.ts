import type { ITerraformDependable } from "cdktf";
import type { MasterSlotPlan } from "../../environment/topology";

/** What OpenVidu's nodes need of a network, whether it was made here or elsewhere. */
export interface NodeNetwork {
  readonly vpcId: string;
  /** Public subnet of each zone that masters live in, by the name of the zone. */
  readonly masterSubnets: ReadonlyMap<string, string>;
  /** Public subnets of media nodes, one per zone. */
  readonly mediaSubnetIds: string[];
  /** The way to the internet, before which an interface gets no public address; none where the network is there already. */
  readonly internet: readonly ITerraformDependable[];
}

/** Subnet of a master. */
export function subnetOf(network: Pick<NodeNetwork, "masterSubnets">, master: MasterSlotPlan): string {
  const subnet = network.masterSubnets.get(master.zone);
  if (subnet === undefined) {
    throw new RangeError(`master ${master.number} lives in ${master.zone}, which has no subnet`);
  }
  return subnet;
}
