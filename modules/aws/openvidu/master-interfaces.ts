import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NetworkInterface } from "@cdktf/provider-aws/lib/network-interface";
import { Construct } from "constructs";
import type { MasterSlotPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";
import { type NodeNetwork, subnetOf } from "./node-network";

/** The interfaces of the masters. */
export interface MasterInterfacesProps {
  readonly masters: readonly MasterSlotPlan[];
  readonly network: NodeNetwork;
  readonly protect: boolean;
}

/**
 * The fixed addresses of the masters. Data bases of the cluster know each other by private address, so an address outlives its
 * machine: whichever instance stands in the slot is launched on the slot's interface. The public address is the way out; nothing
 * comes in by it.
 */
export class MasterInterfaces extends Construct {
  /** In the order of the masters. */
  readonly ids: string[];
  readonly addresses: string[];

  constructor(scope: Construct, id: string, props: MasterInterfacesProps) {
    super(scope, id);
    tagRole(this, "master");
    const made = props.masters.map((master) => {
      const stays = { tags: { Name: master.slot, MasterSlot: master.slot }, ...survives(props.protect) };
      const made = new NetworkInterface(this, `master-${master.number}`, {
        subnetId: subnetOf(props.network, master),
        description: `Address that stays with master ${master.number}.`,
        ...stays,
      });
      new Eip(this, `master-${master.number}-public`, { domain: "vpc", networkInterface: made.id, ...stays });
      return made;
    });
    this.ids = made.map(({ id: interfaceId }) => interfaceId);
    this.addresses = made.map(({ privateIp }) => privateIp);
  }
}
