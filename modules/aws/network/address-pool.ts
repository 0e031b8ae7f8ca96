import { Eip } from "@cdktf/provider-aws/lib/eip";
import { Construct } from "constructs";
import type { AddressPoolPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";

/** One address with the place it belongs to. */
export interface PooledAddress {
  /** 1 … size of the pool. */
  readonly slot: number;
  /** Name that stays with the address. */
  readonly hostname: string;
  readonly allocationId: string;
  readonly publicIp: string;
}

/**
 * The Elastic IPs of one role, one per slot. They belong to no instance here: a node finds the addresses of its pool by their tags
 * and claims a free one when it boots, so that nodes come and go and addresses stay.
 */
export class AddressPool extends Construct {
  readonly role: AddressPoolPlan["role"];
  /** In the order of their slots. */
  readonly addresses: readonly PooledAddress[];

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly pool: AddressPoolPlan;
      /** Guards the addresses from `destroy`. */
      readonly protect: boolean;
    },
  ) {
    super(scope, id);
    this.role = props.pool.role;
    tagRole(this, this.role);
    this.addresses = props.pool.slots.map(({ slot, hostname }) => {
      const address = new Eip(this, `slot-${slot}`, {
        domain: "vpc",
        tags: { Name: hostname, AddressPool: props.pool.pool, Slot: String(slot), Hostname: hostname },
        ...survives(props.protect),
      });
      acceptFindings(address, {
        rule: "CKV2_AWS_19",
        reason: "Nodes attach the address themselves when they boot; it has to outlive each of them.",
      });
      return { slot, hostname, allocationId: address.allocationId, publicIp: address.publicIp };
    });
  }
}
