import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { wellKnownPorts } from "../../shared/ports";
import { tagRole } from "../../shared/tags";
import type { RegionVpc } from "./region-vpc";

/** AWS services that are reached without leaving the VPC. */
export interface ServiceEndpointsProps {
  readonly name: string;
  readonly region: string;
  readonly vpc: RegionVpc;
  /** Route tables that lead to S3 directly. */
  readonly routeTableIds: readonly string[];
  /** Subnets that hold the interface endpoints. */
  readonly subnetIds: readonly string[];
  /** Services with an interface endpoint, such as `secretsmanager`. */
  readonly services: readonly string[];
}

/** The gateway endpoint of S3, which costs nothing, and the interface endpoints that the environment asks for. */
export class ServiceEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: ServiceEndpointsProps) {
    super(scope, id);
    tagRole(this, "endpoints");
    const { vpc, services } = props;
    new VpcEndpoint(this, "s3", {
      vpcId: vpc.id,
      serviceName: serviceName(props.region, "s3"),
      vpcEndpointType: "Gateway",
      routeTableIds: [...props.routeTableIds],
      tags: { Name: `${props.name}-s3` },
    });
    if (services.length === 0) {
      return;
    }
    const securityGroup = new SecurityGroup(this, "security-group", {
      name: `${props.name}-endpoints`,
      description: "Interface endpoints of AWS services: HTTPS from the VPC.",
      vpcId: vpc.id,
    });
    new VpcSecurityGroupIngressRule(this, "https", {
      securityGroupId: securityGroup.id,
      description: "HTTPS from the VPC",
      ipProtocol: "tcp",
      fromPort: wellKnownPorts.https,
      toPort: wellKnownPorts.https,
      cidrIpv4: vpc.cidr,
    });
    for (const service of services) {
      new VpcEndpoint(this, service, {
        vpcId: vpc.id,
        serviceName: serviceName(props.region, service),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [...props.subnetIds],
        securityGroupIds: [securityGroup.id],
        tags: { Name: `${props.name}-${service}` },
      });
    }
  }
}

function serviceName(region: string, service: string): string {
  return `com.amazonaws.${region}.${service}`;
}
