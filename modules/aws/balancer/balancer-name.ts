import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface BalancerNameProps {
  readonly zoneId: string;
  /** Public name. */
  readonly name: string;
  readonly balancer: Lb;
  /** Whether the balancer has IPv6 addresses. */
  readonly ipv6: boolean;
}

/** Public name of a load balancer. */
export class BalancerName extends Construct {
  constructor(scope: Construct, id: string, props: BalancerNameProps) {
    super(scope, id);
    for (const type of props.ipv6 ? ["A", "AAAA"] : ["A"]) {
      new Route53Record(this, type.toLowerCase(), {
        zoneId: props.zoneId,
        name: props.name,
        type,
        alias: { name: props.balancer.dnsName, zoneId: props.balancer.zoneId, evaluateTargetHealth: true },
      });
    }
  }
}
