/**
 * Actions that a pipeline needs to make, change and remove what the layers hold, by service. Each is one that the Terraform
 * provider calls for a resource of this project; what only reads may end in `*`.
 */

/** EC2: what adds something. */
export const computeMaking: readonly string[] = [
  "ec2:AllocateAddress",
  "ec2:AssociateRouteTable",
  "ec2:AttachInternetGateway",
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:CreateEgressOnlyInternetGateway",
  "ec2:CreateFlowLogs",
  "ec2:CreateInternetGateway",
  "ec2:CreateLaunchTemplate",
  "ec2:CreateLaunchTemplateVersion",
  "ec2:CreateNatGateway",
  "ec2:CreatePlacementGroup",
  "ec2:CreateRoute",
  "ec2:CreateRouteTable",
  "ec2:CreateSecurityGroup",
  "ec2:CreateSubnet",
  "ec2:CreateTags",
  "ec2:CreateVpc",
  "ec2:CreateVpcEndpoint",
];

/** EC2: what changes or removes something, which has to carry the environment's tag. */
export const computeChanging: readonly string[] = [
  "ec2:DeleteEgressOnlyInternetGateway",
  "ec2:DeleteFlowLogs",
  "ec2:DeleteInternetGateway",
  "ec2:DeleteLaunchTemplate",
  "ec2:DeleteLaunchTemplateVersions",
  "ec2:DeleteNatGateway",
  "ec2:DeletePlacementGroup",
  "ec2:DeleteRoute",
  "ec2:DeleteRouteTable",
  "ec2:DeleteSecurityGroup",
  "ec2:DeleteSubnet",
  "ec2:DeleteTags",
  "ec2:DeleteVpc",
  "ec2:DeleteVpcEndpoints",
  "ec2:DetachInternetGateway",
  "ec2:DisassociateRouteTable",
  "ec2:ModifyLaunchTemplate",
  "ec2:ModifySecurityGroupRules",
  "ec2:ModifySubnetAttribute",
  "ec2:ModifyVpcAttribute",
  "ec2:ModifyVpcEndpoint",
  "ec2:ReleaseAddress",
  "ec2:ReplaceRoute",
  "ec2:ReplaceRouteTableAssociation",
  "ec2:RevokeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress",
  "ec2:TerminateInstances",
  "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
  "ec2:UpdateSecurityGroupRuleDescriptionsIngress",
];

/** EC2 Auto Scaling. */
export const scaling: readonly string[] = [
  "autoscaling:AttachLoadBalancerTargetGroups",
  "autoscaling:CancelInstanceRefresh",
  "autoscaling:CreateAutoScalingGroup",
  "autoscaling:CreateOrUpdateTags",
  "autoscaling:DeleteAutoScalingGroup",
  "autoscaling:DeleteLifecycleHook",
  "autoscaling:DeletePolicy",
  "autoscaling:DeleteScheduledAction",
  "autoscaling:DeleteTags",
  "autoscaling:DeleteWarmPool",
  "autoscaling:DetachLoadBalancerTargetGroups",
  "autoscaling:DisableMetricsCollection",
  "autoscaling:EnableMetricsCollection",
  "autoscaling:PutLifecycleHook",
  "autoscaling:PutScalingPolicy",
  "autoscaling:PutScheduledUpdateGroupAction",
  "autoscaling:PutWarmPool",
  "autoscaling:ResumeProcesses",
  "autoscaling:RollbackInstanceRefresh",
  "autoscaling:SetInstanceProtection",
  "autoscaling:StartInstanceRefresh",
  "autoscaling:SuspendProcesses",
  "autoscaling:UpdateAutoScalingGroup",
];

/** Elastic Load Balancing. */
export const balancing: readonly string[] = [
  "elasticloadbalancing:AddListenerCertificates",
  "elasticloadbalancing:AddTags",
  "elasticloadbalancing:CreateListener",
  "elasticloadbalancing:CreateLoadBalancer",
  "elasticloadbalancing:CreateRule",
  "elasticloadbalancing:CreateTargetGroup",
  "elasticloadbalancing:DeleteListener",
  "elasticloadbalancing:DeleteLoadBalancer",
  "elasticloadbalancing:DeleteRule",
  "elasticloadbalancing:DeleteTargetGroup",
  "elasticloadbalancing:ModifyListener",
  "elasticloadbalancing:ModifyListenerAttributes",
  "elasticloadbalancing:ModifyLoadBalancerAttributes",
  "elasticloadbalancing:ModifyRule",
  "elasticloadbalancing:ModifyTargetGroup",
  "elasticloadbalancing:ModifyTargetGroupAttributes",
  "elasticloadbalancing:RemoveListenerCertificates",
  "elasticloadbalancing:RemoveTags",
  "elasticloadbalancing:SetIpAddressType",
  "elasticloadbalancing:SetSecurityGroups",
  "elasticloadbalancing:SetSubnets",
];

/** CloudWatch alarms and dashboards. */
export const alarming: readonly string[] = [
  "cloudwatch:DeleteAlarms",
  "cloudwatch:DeleteDashboards",
  "cloudwatch:GetDashboard",
  "cloudwatch:ListTagsForResource",
  "cloudwatch:PutDashboard",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:TagResource",
  "cloudwatch:UntagResource",
];
