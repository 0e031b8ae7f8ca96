import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";

/** A way out over IPv4 for private subnets. */
export interface ZoneNatProps {
  readonly name: string;
  /** Public subnet that the gateway stands in. */
  readonly publicSubnetId: string;
  /** Route tables that lead to it, by the suffix of their zone. */
  readonly routeTables: Readonly<Record<string, string>>;
  readonly protect: boolean;
}

/** A NAT gateway with a fixed address, which partners may have on a list. */
export class ZoneNat extends Construct {
  constructor(scope: Construct, id: string, props: ZoneNatProps) {
    super(scope, id);
    tagRole(this, "nat");
    const address = new Eip(this, "address", {
      domain: "vpc",
      tags: { Name: props.name },
      ...survives(props.protect),
    });
    const gateway = new NatGateway(this, "gateway", {
      subnetId: props.publicSubnetId,
      allocationId: address.allocationId,
      tags: { Name: props.name },
    });
    for (const [suffix, routeTableId] of Object.entries(props.routeTables)) {
      new Route(this, `route-${suffix}`, {
        routeTableId,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: gateway.id,
      });
    }
  }
}
