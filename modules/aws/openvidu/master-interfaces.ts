import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NetworkInterface } from "@cdktf/provider-aws/lib/network-interface";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Construct } from "constructs";
import type { MasterSlotPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";
import { type NodeNetwork, subnetOf } from "./node-network";

/** The interfaces of the masters. */
export interface MasterInterfacesProps {
  readonly masters: readonly MasterSlotPlan[];
  readonly network: NodeNetwork;
  /** Name of the security group that lets nothing through. */
  readonly closedGroupName: string;
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
    const closed = new SecurityGroup(this, "closed", {
      name: props.closedGroupName,
      description: "Lets nothing through: the app layer opens what masters need.",
      vpcId: props.network.vpcId,
    });
    const made = props.masters.map((master) => {
      const tags = { Name: master.slot, MasterSlot: master.slot };
      const stays = survives(props.protect).lifecycle;
      const made = new NetworkInterface(this, `master-${master.number}`, {
        subnetId: subnetOf(props.network, master),
        description: `Address that stays with master ${master.number}.`,
        securityGroups: [closed.id],
        tags,
        // The app layer adds its group, and takes it away when it goes.
        lifecycle: { ...stays, ignoreChanges: ["security_groups"] },
      });
      const address = new Eip(this, `master-${master.number}-public`, {
        domain: "vpc",
        networkInterface: made.id,
        tags,
        dependsOn: [...props.network.internet],
        ...survives(props.protect),
      });
      acceptFindings(address, {
        rule: "CKV2_AWS_19",
        reason:
          "The address is on the interface of a slot, and the instance in the slot is launched on that interface.",
      });
      return made;
    });
    this.ids = made.map(({ id: interfaceId }) => interfaceId);
    this.addresses = made.map(({ privateIp }) => privateIp);
  }
}
