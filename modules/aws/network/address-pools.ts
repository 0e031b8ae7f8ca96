import { Construct } from "constructs";
import type { AddressPoolPlan } from "../../environment/topology";
import { AddressPool, type PooledAddress } from "./address-pool";

/** The Elastic IPs of every role. */
export class AddressPools extends Construct {
  /** Of the TURN nodes, in the order of their slots. */
  readonly turn: readonly PooledAddress[];
  /** Of the media nodes, in the order of their slots. */
  readonly media: readonly PooledAddress[];

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly pools: readonly AddressPoolPlan[];
      /** Guards the addresses from `destroy`. */
      readonly protect: boolean;
    },
  ) {
    super(scope, id);
    const made = props.pools.map((pool) => new AddressPool(this, pool.role, { pool, protect: props.protect }));
    const addresses = (role: AddressPoolPlan["role"]): readonly PooledAddress[] =>
      made.filter((pool) => pool.role === role).flatMap((pool) => pool.addresses);
    this.turn = addresses("turn");
    this.media = addresses("media");
  }
}
