import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { ZonePlan } from "../../environment/topology";
import type { RegionVpc } from "./region-vpc";

/** One availability zone of a VPC. */
export interface ZoneSubnetsProps {
  /** Start of the names. */
  readonly name: string;
  readonly vpc: RegionVpc;
  readonly zone: ZonePlan;
}

/** A public and a private subnet of one zone; the private one has a route table of its own, for a NAT gateway of its own. */
export class ZoneSubnets extends Construct {
  readonly publicSubnetId: string;
  readonly privateSubnetId: string;
  readonly privateRouteTableId: string;

  constructor(scope: Construct, id: string, props: ZoneSubnetsProps) {
    super(scope, id);
    const { vpc, zone } = props;
    const publicSubnet = new Subnet(this, "public", {
      vpcId: vpc.id,
      availabilityZone: zone.name,
      cidrBlock: zone.publicCidr,
      // A node in this subnet asks for its addresses itself; nothing gets one by accident.
      mapPublicIpOnLaunch: false,
      ...ipv6(vpc, zone.publicIpv6Index),
      tags: { Name: `${props.name}-public-${zone.suffix}` },
    });
    new RouteTableAssociation(this, "public-association", {
      subnetId: publicSubnet.id,
      routeTableId: vpc.publicRouteTableId,
    });

    const privateSubnet = new Subnet(this, "private", {
      vpcId: vpc.id,
      availabilityZone: zone.name,
      cidrBlock: zone.privateCidr,
      mapPublicIpOnLaunch: false,
      ...ipv6(vpc, zone.privateIpv6Index),
      tags: { Name: `${props.name}-private-${zone.suffix}` },
    });
    const privateRoutes = new RouteTable(this, "private-routes", {
      vpcId: vpc.id,
      tags: { Name: `${props.name}-private-${zone.suffix}` },
    });
    new RouteTableAssociation(this, "private-association", {
      subnetId: privateSubnet.id,
      routeTableId: privateRoutes.id,
    });
    if (vpc.egressOnlyGatewayId !== undefined) {
      new Route(this, "private-ipv6", {
        routeTableId: privateRoutes.id,
        destinationIpv6CidrBlock: "::/0",
        egressOnlyGatewayId: vpc.egressOnlyGatewayId,
      });
    }

    this.publicSubnetId = publicSubnet.id;
    this.privateSubnetId = privateSubnet.id;
    this.privateRouteTableId = privateRoutes.id;
  }
}

/** A /64 of the VPC's /56: 8 more bits. */
function ipv6(vpc: RegionVpc, index: number): { ipv6CidrBlock?: string; assignIpv6AddressOnCreation?: boolean } {
  return vpc.ipv6Cidr === undefined
    ? {}
    : { ipv6CidrBlock: Fn.cidrsubnet(vpc.ipv6Cidr, 8, index), assignIpv6AddressOnCreation: true };
}
