import {
  anywhere,
  creates,
  on,
  onUntagged,
  type Placed,
  passRole,
  type Right,
  type RightsOfType,
  regional,
  shared,
  useKey,
  worldwide,
} from "./right";

/** ARN of something in EC2. */
function ec2(place: Placed, kind: string): string {
  return regional(place, "ec2", `${kind}/1`);
}

/** Creation of one thing in EC2 with its tags, and what is done to it later. */
function thing(place: Placed, kind: string, create: string, ...change: readonly string[]): readonly Right[] {
  return [
    creates(place, ec2(place, kind), create),
    {
      ...creates(place, ec2(place, kind), "ec2:CreateTags"),
      context: { "ec2:CreateAction": create.slice(4), "aws:RequestTag/Environment": place.environment },
    },
    on(place, ec2(place, kind), ...change, "ec2:CreateTags", "ec2:DeleteTags"),
  ];
}

/** A rule of a security group; the provider tags it by a call of its own. */
function firewallRule(place: Placed, direction: "Ingress" | "Egress"): readonly Right[] {
  const change = [`ec2:RevokeSecurityGroup${direction}`, "ec2:ModifySecurityGroupRules"];
  return [
    on(place, ec2(place, "security-group"), `ec2:AuthorizeSecurityGroup${direction}`, ...change),
    creates(place, ec2(place, "security-group-rule"), `ec2:AuthorizeSecurityGroup${direction}`, "ec2:CreateTags"),
    on(place, ec2(place, "security-group-rule"), ...change, "ec2:CreateTags", "ec2:DeleteTags"),
    anywhere("ec2:DescribeSecurityGroupRules"),
  ];
}

/** What the network of a region is made of. */
export const networkTypes: Readonly<Record<string, RightsOfType>> = {
  aws_vpc: (place) => [
    ...thing(
      place,
      "vpc",
      "ec2:CreateVpc",
      "ec2:ModifyVpcAttribute",
      "ec2:AssociateVpcCidrBlock",
      "ec2:DisassociateVpcCidrBlock",
      "ec2:DeleteVpc",
    ),
    anywhere(
      "ec2:DescribeVpcs",
      "ec2:DescribeVpcAttribute",
      "ec2:DescribeNetworkAcls",
      "ec2:DescribeRouteTables",
      "ec2:DescribeSecurityGroups",
    ),
  ],
  aws_subnet: (place) => [
    ...thing(
      place,
      "subnet",
      "ec2:CreateSubnet",
      "ec2:ModifySubnetAttribute",
      "ec2:AssociateSubnetCidrBlock",
      "ec2:DisassociateSubnetCidrBlock",
      "ec2:DeleteSubnet",
    ),
    on(place, ec2(place, "vpc"), "ec2:CreateSubnet"),
    anywhere("ec2:DescribeSubnets", "ec2:DescribeNetworkInterfaces"),
  ],
  aws_internet_gateway: (place) => [
    ...thing(
      place,
      "internet-gateway",
      "ec2:CreateInternetGateway",
      "ec2:AttachInternetGateway",
      "ec2:DetachInternetGateway",
      "ec2:DeleteInternetGateway",
    ),
    on(place, ec2(place, "vpc"), "ec2:AttachInternetGateway", "ec2:DetachInternetGateway"),
    anywhere("ec2:DescribeInternetGateways"),
  ],
  aws_egress_only_internet_gateway: (place) => [
    ...thing(
      place,
      "egress-only-internet-gateway",
      "ec2:CreateEgressOnlyInternetGateway",
      "ec2:DeleteEgressOnlyInternetGateway",
    ),
    on(place, ec2(place, "vpc"), "ec2:CreateEgressOnlyInternetGateway"),
    anywhere("ec2:DescribeEgressOnlyInternetGateways"),
  ],
  aws_nat_gateway: (place) => [
    ...thing(place, "natgateway", "ec2:CreateNatGateway", "ec2:DeleteNatGateway"),
    on(place, ec2(place, "subnet"), "ec2:CreateNatGateway"),
    on(place, ec2(place, "elastic-ip"), "ec2:CreateNatGateway"),
    anywhere("ec2:DescribeNatGateways"),
  ],
  aws_route_table: (place) => [
    ...thing(place, "route-table", "ec2:CreateRouteTable", "ec2:DisassociateRouteTable", "ec2:DeleteRouteTable"),
    on(place, ec2(place, "vpc"), "ec2:CreateRouteTable"),
    anywhere("ec2:DescribeRouteTables"),
  ],
  aws_route: (place) => [
    on(place, ec2(place, "route-table"), "ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute"),
    anywhere("ec2:DescribeRouteTables"),
  ],
  aws_route_table_association: (place) => [
    ...["route-table", "subnet"].map((kind) =>
      on(
        place,
        ec2(place, kind),
        "ec2:AssociateRouteTable",
        "ec2:DisassociateRouteTable",
        "ec2:ReplaceRouteTableAssociation",
      ),
    ),
    anywhere("ec2:DescribeRouteTables"),
  ],
  aws_default_security_group: (place) => [
    // AWS makes it with the VPC, so that it has no tag when Terraform takes it over.
    onUntagged(ec2(place, "security-group"), "ec2:CreateTags"),
    on(
      place,
      ec2(place, "security-group"),
      "ec2:RevokeSecurityGroupEgress",
      "ec2:RevokeSecurityGroupIngress",
      "ec2:DeleteTags",
    ),
    anywhere("ec2:DescribeSecurityGroups"),
  ],
  aws_security_group: (place) => [
    ...thing(
      place,
      "security-group",
      "ec2:CreateSecurityGroup",
      "ec2:RevokeSecurityGroupEgress",
      "ec2:DeleteSecurityGroup",
    ),
    on(place, ec2(place, "vpc"), "ec2:CreateSecurityGroup"),
    anywhere("ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces"),
  ],
  aws_vpc_security_group_egress_rule: (place) => firewallRule(place, "Egress"),
  aws_vpc_security_group_ingress_rule: (place) => firewallRule(place, "Ingress"),
  aws_vpc_endpoint: (place) => [
    ...thing(place, "vpc-endpoint", "ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint", "ec2:DeleteVpcEndpoints"),
    ...["vpc", "subnet", "security-group", "route-table"].map((kind) =>
      on(place, ec2(place, kind), "ec2:CreateVpcEndpoint"),
    ),
    // EC2 makes the private names of an interface endpoint in a hosted zone of the service's.
    ...(place.body["private_dns_enabled"] === true
      ? [onUntagged(worldwide("route53", "hostedzone/Z1"), "route53:AssociateVPCWithHostedZone")]
      : []),
    anywhere("ec2:DescribeVpcEndpoints", "ec2:DescribePrefixLists"),
  ],
  aws_flow_log: (place) => [
    ...thing(place, "vpc-flow-log", "ec2:CreateFlowLogs", "ec2:DeleteFlowLogs"),
    on(place, ec2(place, "vpc"), "ec2:CreateFlowLogs"),
    passRole(place, place.body["iam_role_arn"], "vpc-flow-logs"),
    anywhere("ec2:DescribeFlowLogs"),
  ],
  aws_eip: (place) => [
    ...thing(place, "elastic-ip", "ec2:AllocateAddress", "ec2:DisassociateAddress", "ec2:ReleaseAddress"),
    ...(place.body["network_interface"] === undefined
      ? []
      : ["elastic-ip", "network-interface"].map((kind) => on(place, ec2(place, kind), "ec2:AssociateAddress"))),
    anywhere("ec2:DescribeAddresses", "ec2:DescribeAddressesAttribute"),
  ],
  aws_network_interface: (place) => [
    ...thing(
      place,
      "network-interface",
      "ec2:CreateNetworkInterface",
      "ec2:ModifyNetworkInterfaceAttribute",
      "ec2:DetachNetworkInterface",
      "ec2:DeleteNetworkInterface",
    ),
    ...["subnet", "security-group"].map((kind) => on(place, ec2(place, kind), "ec2:CreateNetworkInterface")),
    on(place, ec2(place, "instance"), "ec2:DetachNetworkInterface"),
    anywhere("ec2:DescribeNetworkInterfaces"),
  ],
  aws_network_interface_sg_attachment: (place) => [
    ...["network-interface", "security-group"].map((kind) =>
      on(place, ec2(place, kind), "ec2:ModifyNetworkInterfaceAttribute"),
    ),
    anywhere("ec2:DescribeNetworkInterfaces"),
  ],
  aws_ebs_volume: (place) => [
    ...thing(place, "volume", "ec2:CreateVolume", "ec2:ModifyVolume", "ec2:CreateSnapshot", "ec2:DeleteVolume"),
    creates(place, shared(place, "ec2", "snapshot/1"), "ec2:CreateSnapshot"),
    useKey(
      place,
      "ec2",
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ),
    anywhere("ec2:DescribeVolumes", "ec2:DescribeVolumesModifications", "ec2:DescribeSnapshots"),
  ],
  aws_dlm_lifecycle_policy: (place) => [
    { ...creates(place, "*", "dlm:CreateLifecyclePolicy") },
    on(
      place,
      regional(place, "dlm", "policy/1"),
      "dlm:GetLifecyclePolicy",
      "dlm:UpdateLifecyclePolicy",
      "dlm:DeleteLifecyclePolicy",
      "dlm:ListTagsForResource",
      "dlm:TagResource",
      "dlm:UntagResource",
    ),
    passRole(place, place.body["execution_role_arn"], "dlm"),
  ],
  "data.aws_ec2_managed_prefix_list": () => [
    anywhere("ec2:DescribeManagedPrefixLists", "ec2:GetManagedPrefixListEntries"),
  ],
  "data.aws_subnet": () => [anywhere("ec2:DescribeSubnets")],
  "data.aws_vpc": () => [anywhere("ec2:DescribeVpcs", "ec2:DescribeVpcAttribute", "ec2:DescribeRouteTables")],
};
