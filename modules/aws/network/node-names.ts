import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import type { PooledAddress } from "./address-pool";

/** A node's address does not change while the pool stands, so its name may be kept for long. Seconds. */
const timeToLive = 300;

/** One name per address of a pool. */
export interface NodeNamesProps {
  /** Value of the tag `Role`. */
  readonly role: string;
  readonly zoneId: string;
  readonly addresses: readonly PooledAddress[];
}

/** An A record for each node's place. */
export class NodeNames extends Construct {
  constructor(scope: Construct, id: string, props: NodeNamesProps) {
    super(scope, id);
    tagRole(this, props.role);
    for (const { slot, hostname, publicIp } of props.addresses) {
      new Route53Record(this, `slot-${slot}`, {
        zoneId: props.zoneId,
        name: hostname,
        type: "A",
        ttl: timeToLive,
        records: [publicIp],
      });
    }
  }
}
