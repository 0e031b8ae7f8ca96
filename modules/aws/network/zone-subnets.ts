import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { BalancerZonePlan, ZonePlan } from "../../environment/topology";
import type { RegionVpc } from "./region-vpc";

/** One availability zone of a VPC. */
export interface ZoneSubnetsProps {
  /** Start of the names. */
  readonly name: string;
  readonly vpc: RegionVpc;
  readonly zone: ZonePlan;
}

/** A zone in which only a balancer stands. */
export interface BalancerSubnetProps extends Omit<ZoneSubnetsProps, "zone"> {
  readonly zone: BalancerZonePlan;
}

/** A public and a private subnet of one zone; the private one has a route table of its own, for a NAT gateway of its own. */
export class ZoneSubnets extends Construct {
  readonly publicSubnetId: string;
  readonly privateSubnetId: string;
  readonly privateRouteTableId: string;

  constructor(scope: Construct, id: string, props: ZoneSubnetsProps) {
    super(scope, id);
    const { vpc, zone } = props;
    this.publicSubnetId = addPublicSubnet(this, props);

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

    this.privateSubnetId = privateSubnet.id;
    this.privateRouteTableId = privateRoutes.id;
  }
}

/** The part of a zone in which only a balancer stands; it becomes a whole zone without being made anew. */
export class BalancerSubnet extends Construct {
  readonly publicSubnetId: string;

  constructor(scope: Construct, id: string, props: BalancerSubnetProps) {
    super(scope, id);
    this.publicSubnetId = addPublicSubnet(this, props);
  }
}

function addPublicSubnet(scope: Construct, { name, vpc, zone }: BalancerSubnetProps): string {
  const subnet = new Subnet(scope, "public", {
    vpcId: vpc.id,
    availabilityZone: zone.name,
    cidrBlock: zone.publicCidr,
    // A node in this subnet asks for its addresses itself; nothing gets one by accident.
    mapPublicIpOnLaunch: false,
    ...ipv6(vpc, zone.publicIpv6Index),
    tags: { Name: `${name}-public-${zone.suffix}` },
  });
  new RouteTableAssociation(scope, "public-association", { subnetId: subnet.id, routeTableId: vpc.publicRouteTableId });
  return subnet.id;
}

/** A /64 of the VPC's /56: 8 more bits. */
function ipv6(vpc: RegionVpc, index: number): { ipv6CidrBlock?: string; assignIpv6AddressOnCreation?: boolean } {
  return vpc.ipv6Cidr === undefined
    ? {}
    : { ipv6CidrBlock: Fn.cidrsubnet(vpc.ipv6Cidr, 8, index), assignIpv6AddressOnCreation: true };
}
