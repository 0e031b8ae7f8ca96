import {
  anywhere,
  creates,
  global,
  nameOf,
  on,
  onUntagged,
  type Placed,
  prefixed,
  type Right,
  type RightsOfType,
  regional,
  roleArn,
  serviceRole,
  shared,
  useKey,
  worldwide,
} from "./right";

function group(place: Placed, name: unknown): string {
  return regional(place, "autoscaling", `autoScalingGroup:1:autoScalingGroupName/${nameOf(place, name)}`);
}

/** What Auto Scaling does in the name of whoever makes a group. */
function startNodes(place: Placed): readonly Right[] {
  const made = ["instance", "volume", "network-interface"].map((kind) => regional(place, "ec2", `${kind}/1`));
  return [
    ...made.map((resource) => creates(place, resource, "ec2:RunInstances")),
    ...made.map((resource) => ({
      ...creates(place, resource, "ec2:CreateTags"),
      context: { "ec2:CreateAction": "RunInstances", "aws:RequestTag/Environment": place.environment },
    })),
    ...["subnet", "security-group", "launch-template", "placement-group"].map((kind) =>
      on(place, regional(place, "ec2", `${kind}/1`), "ec2:RunInstances"),
    ),
    onUntagged(shared(place, "ec2", "image/1"), "ec2:RunInstances"),
    onUntagged(shared(place, "ec2", "snapshot/1"), "ec2:RunInstances"),
    {
      actions: ["iam:PassRole"],
      resource: roleArn(`${place.environment}-turn`),
      context: { "iam:PassedToService": "ec2.amazonaws.com" },
    },
  ];
}

/** What the app layer is made of. */
export const fleetTypes: Readonly<Record<string, RightsOfType>> = {
  aws_launch_template: (place) => [
    creates(place, regional(place, "ec2", "launch-template/1"), "ec2:CreateLaunchTemplate"),
    {
      ...creates(place, regional(place, "ec2", "launch-template/1"), "ec2:CreateTags"),
      context: { "ec2:CreateAction": "CreateLaunchTemplate", "aws:RequestTag/Environment": place.environment },
    },
    on(
      place,
      regional(place, "ec2", "launch-template/1"),
      "ec2:CreateLaunchTemplateVersion",
      "ec2:DeleteLaunchTemplate",
      "ec2:ModifyLaunchTemplate",
      "ec2:CreateTags",
      "ec2:DeleteTags",
    ),
    anywhere("ec2:DescribeLaunchTemplates", "ec2:DescribeLaunchTemplateVersions"),
  ],
  aws_placement_group: (place) => [
    creates(place, regional(place, "ec2", "placement-group/1"), "ec2:CreatePlacementGroup"),
    {
      ...creates(place, regional(place, "ec2", "placement-group/1"), "ec2:CreateTags"),
      context: { "ec2:CreateAction": "CreatePlacementGroup", "aws:RequestTag/Environment": place.environment },
    },
    on(place, regional(place, "ec2", "placement-group/1"), "ec2:DeletePlacementGroup"),
    anywhere("ec2:DescribePlacementGroups"),
  ],
  aws_autoscaling_group: (place) => [
    on(
      place,
      group(place, place.body["name"]),
      ...prefixed(
        "autoscaling",
        "AttachLoadBalancerTargetGroups",
        "CancelInstanceRefresh",
        "CreateAutoScalingGroup",
        "CreateOrUpdateTags",
        "DeleteAutoScalingGroup",
        "DeleteLifecycleHook",
        "DeleteTags",
      ),
      ...prefixed(
        "autoscaling",
        "DeleteWarmPool",
        "DetachLoadBalancerTargetGroups",
        "DisableMetricsCollection",
        "EnableMetricsCollection",
        "PutLifecycleHook",
        "PutWarmPool",
      ),
      ...prefixed(
        "autoscaling",
        "ResumeProcesses",
        "SetInstanceProtection",
        "StartInstanceRefresh",
        "SuspendProcesses",
        "UpdateAutoScalingGroup",
      ),
    ),
    ...startNodes(place),
    serviceRole("autoscaling"),
    anywhere(
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeInstanceRefreshes",
      "autoscaling:DescribeScalingActivities",
      "autoscaling:DescribeWarmPool",
      "autoscaling:DescribeLifecycleHooks",
      "elasticloadbalancing:DescribeTargetHealth",
    ),
  ],
  aws_autoscaling_policy: (place) => [
    on(
      place,
      group(place, place.body["autoscaling_group_name"]),
      "autoscaling:PutScalingPolicy",
      "autoscaling:DeletePolicy",
    ),
    anywhere("autoscaling:DescribePolicies"),
  ],
  aws_autoscaling_schedule: (place) => [
    on(
      place,
      group(place, place.body["autoscaling_group_name"]),
      "autoscaling:PutScheduledUpdateGroupAction",
      "autoscaling:DeleteScheduledAction",
    ),
    anywhere("autoscaling:DescribeScheduledActions"),
  ],
  aws_cloudwatch_metric_alarm: (place) => [
    on(
      place,
      regional(place, "cloudwatch", `alarm:${nameOf(place, place.body["alarm_name"])}`),
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:DeleteAlarms",
      "cloudwatch:ListTagsForResource",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ),
    anywhere("cloudwatch:DescribeAlarms"),
  ],
  aws_cloudwatch_dashboard: (place) => [
    on(
      place,
      global("cloudwatch", `dashboard/${nameOf(place, place.body["dashboard_name"])}`),
      "cloudwatch:PutDashboard",
      "cloudwatch:GetDashboard",
      "cloudwatch:DeleteDashboards",
    ),
  ],
  aws_budgets_budget: (place) => [
    on(
      place,
      global("budgets", `budget/${nameOf(place, place.body["name"])}`),
      "budgets:ViewBudget",
      "budgets:ModifyBudget",
      "budgets:ListTagsForResource",
      "budgets:TagResource",
      "budgets:UntagResource",
    ),
  ],
  aws_elasticache_subnet_group: (place) => [
    on(
      place,
      regional(place, "elasticache", `subnetgroup:${nameOf(place, place.body["name"])}`),
      "elasticache:AddTagsToResource",
      "elasticache:CreateCacheSubnetGroup",
      "elasticache:DeleteCacheSubnetGroup",
      "elasticache:ListTagsForResource",
      "elasticache:ModifyCacheSubnetGroup",
      "elasticache:RemoveTagsFromResource",
    ),
    anywhere("elasticache:DescribeCacheSubnetGroups"),
  ],
  aws_elasticache_replication_group: (place) => [
    on(
      place,
      regional(place, "elasticache", `replicationgroup:${nameOf(place, place.body["replication_group_id"])}`),
      ...prefixed(
        "elasticache",
        "AddTagsToResource",
        "CreateReplicationGroup",
        "DecreaseReplicaCount",
        "DeleteReplicationGroup",
        "IncreaseReplicaCount",
        "ListTagsForResource",
        "ModifyReplicationGroup",
        "RemoveTagsFromResource",
      ),
    ),
    on(
      place,
      regional(place, "elasticache", `subnetgroup:${nameOf(place, place.body["subnet_group_name"])}`),
      "elasticache:CreateReplicationGroup",
    ),
    onUntagged(regional(place, "elasticache", "parametergroup:default.valkey8"), "elasticache:CreateReplicationGroup"),
    useKey(place, "elasticache", "kms:CreateGrant", "kms:DescribeKey"),
    serviceRole("elasticache"),
    anywhere("elasticache:DescribeReplicationGroups", "elasticache:DescribeCacheClusters"),
  ],
  "data.aws_ssm_parameter": (place) => [on(place, parameterArn(place), "ssm:GetParameter")],
  aws_s3_object: (place) => [
    on(
      place,
      worldwide("s3", `${bucketOf(place)}/node.tar.gz`),
      "s3:PutObject",
      "s3:PutObjectTagging",
      "s3:GetObject",
      "s3:GetObjectTagging",
      "s3:DeleteObject",
    ),
    on(place, worldwide("s3", bucketOf(place)), "s3:ListBucket"),
    useKey(place, "s3", "kms:GenerateDataKey", "kms:Decrypt"),
  ],
};

/** Parameters of AWS belong to no account. */
function parameterArn(place: Placed): string {
  const name = String(place.body["name"]);
  return name.startsWith("/aws/")
    ? shared(place, "ssm", `parameter${name}`)
    : regional(place, "ssm", `parameter${name}`);
}

/** Name of the artifact bucket, which the contract of the network layer hands over. */
function bucketOf({ environment, region }: Placed): string {
  return `${environment}-${region}-artifacts-123456789012`;
}
