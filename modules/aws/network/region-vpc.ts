import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { survives } from "../survival";

/** The address space of a region. */
export interface RegionVpcProps {
  /** Name of the VPC. */
  readonly name: string;
  /** IPv4 range. */
  readonly cidr: string;
  /** Dual stack: a /56 of Amazon's IPv6 space besides. */
  readonly ipv6: boolean;
  readonly protect: boolean;
}

/** A VPC whose public subnets reach the internet, and whose default security group lets nothing through. */
export class RegionVpc extends Construct {
  readonly id: string;
  readonly cidr: string;
  /** The /56, or undefined without IPv6. */
  readonly ipv6Cidr: string | undefined;
  readonly publicRouteTableId: string;
  /** The way to the internet: EC2 refuses a public address on an interface before it is there. */
  readonly internet: ITerraformDependable;
  /** Way out for private subnets over IPv6, or undefined without IPv6. */
  readonly egressOnlyGatewayId: string | undefined;

  constructor(scope: Construct, id: string, props: RegionVpcProps) {
    super(scope, id);
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      // Interface endpoints answer under the service's public name only with host names switched on.
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: props.ipv6,
      tags: { Name: props.name },
      ...survives(props.protect),
    });
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      tags: { Name: `${props.name}-default-closed` },
    });
    const gateway = new InternetGateway(this, "internet-gateway", { vpcId: vpc.id, tags: { Name: props.name } });
    const routes = new RouteTable(this, "public-routes", { vpcId: vpc.id, tags: { Name: `${props.name}-public` } });
    new Route(this, "public-ipv4", {
      routeTableId: routes.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    this.id = vpc.id;
    this.cidr = props.cidr;
    this.publicRouteTableId = routes.id;
    this.internet = gateway;
    if (props.ipv6) {
      new Route(this, "public-ipv6", {
        routeTableId: routes.id,
        destinationIpv6CidrBlock: "::/0",
        gatewayId: gateway.id,
      });
      this.ipv6Cidr = vpc.ipv6CidrBlock;
      this.egressOnlyGatewayId = new EgressOnlyInternetGateway(this, "egress-only-gateway", {
        vpcId: vpc.id,
        tags: { Name: props.name },
      }).id;
    }
  }
}
