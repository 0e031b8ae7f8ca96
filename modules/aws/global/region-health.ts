import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";

export interface RegionHealthProps {
  readonly region: string;
  /** Health checks of the region's nodes, one per address. */
  readonly nodeHealthCheckIds: string[];
}

/** A region is healthy as long as one of its TURN nodes gives out allocations; addresses without a node count as unhealthy. */
export class RegionHealth extends Construct {
  readonly healthCheckId: string;

  constructor(scope: Construct, id: string, props: RegionHealthProps) {
    super(scope, id);
    tagRole(this, "turn");
    this.healthCheckId = new Route53HealthCheck(this, "check", {
      type: "CALCULATED",
      childHealthchecks: props.nodeHealthCheckIds,
      childHealthThreshold: 1,
      tags: { Name: `turn ${props.region}` },
    }).id;
  }
}
