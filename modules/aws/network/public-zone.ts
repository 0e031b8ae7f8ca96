import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { Construct } from "constructs";
import type { DnsZonePlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";

/** The public zone that holds the environment's names: made here, found by name, or given. */
export class PublicZone extends Construct {
  readonly id: string;
  /** Servers to delegate the domain to; none where the zone is given. */
  readonly nameServers: string[];

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly zone: DnsZonePlan;
      /** Guards a zone that is made here from `destroy`. */
      readonly protect: boolean;
    },
  ) {
    super(scope, id);
    tagRole(this, "dns");
    const { zone, protect } = props;
    switch (zone.kind) {
      case "create": {
        const made = new Route53Zone(this, "zone", {
          name: zone.name,
          comment: "Names of the WebRTC environment.",
          // Nodes may leave records of their own, such as answers to a certificate authority's challenge.
          forceDestroy: !protect,
          ...survives(protect),
        });
        acceptFindings(
          made,
          {
            rule: "CKV2_AWS_38",
            reason:
              "DNSSEC needs a step at the registrar of the parent zone and breaks every name if it is done out of order: a decision of the domain's owner.",
          },
          {
            rule: "CKV2_AWS_39",
            reason:
              "Query logs of Route 53 live only in us-east-1 and would record every client's resolver; the zone holds no names that are not public.",
          },
        );
        this.id = made.zoneId;
        this.nameServers = made.nameServers;
        return;
      }
      case "find": {
        const found = new DataAwsRoute53Zone(this, "zone", { name: zone.name, privateZone: false });
        this.id = found.zoneId;
        this.nameServers = found.nameServers;
        return;
      }
      case "given":
        this.id = zone.zoneId;
        this.nameServers = [];
    }
  }
}
