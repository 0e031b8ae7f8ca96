import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";

export interface InternalZoneProps {
  /** Name of the zone, such as `prod.live.internal`. */
  readonly name: string;
  readonly vpcId: string;
}

/** Names that only the VPC knows. Instances leave the address of their slot in it, so that the proxies of all find them. */
export class InternalZone extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: InternalZoneProps) {
    super(scope, id);
    tagRole(this, "live");
    const zone = new Route53Zone(this, "zone", {
      name: props.name,
      comment: "Addresses of the instances of live-webrtc.",
      vpc: [{ vpcId: props.vpcId }],
      // The records are the instances' own, and mean nothing without them.
      forceDestroy: true,
    });
    this.id = zone.zoneId;
  }
}
