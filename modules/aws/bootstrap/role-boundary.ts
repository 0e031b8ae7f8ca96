import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import type { DeployIdentityPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import { anyResource, type PolicyStatement, policyDocument, recordAnyResource } from "../policy-document";
import { type DeployScope, ownedArns } from "./deploy-area";

/** The most that a role of the environment may do. */
export interface RoleBoundaryProps {
  readonly scope: DeployScope;
  readonly boundary: DeployIdentityPlan["boundary"];
}

/**
 * The most that a role may do which the pipeline makes: what nodes and functions do, within the environment, and nothing in IAM. A
 * pipeline that could give its roles more could raise its own rights through them.
 */
export class RoleBoundary extends Construct {
  constructor(scope: Construct, id: string, props: RoleBoundaryProps) {
    super(scope, id);
    tagRole(this, "deploy");
    const statements = boundaryStatements(props.scope, props.boundary);
    const policy = new IamPolicy(this, "policy", {
      name: props.boundary.name,
      description: "The most that roles of nodes and functions of the WebRTC environment may do.",
      policy: policyDocument(statements),
    });
    recordAnyResource(policy, statements);
  }
}

function boundaryStatements(
  scope: DeployScope,
  { secrets, buckets }: DeployIdentityPlan["boundary"],
): readonly PolicyStatement[] {
  const { account, environment } = scope;
  const bucketNames = [`${environment}-*`, ...buckets];
  return [
    {
      sid: "TakePartInFleets",
      actions: [
        "autoscaling:CompleteLifecycleAction",
        "autoscaling:RecordLifecycleActionHeartbeat",
        "autoscaling:SetInstanceHealth",
      ],
      resources: ownedArns(scope, "autoscaling", "autoScalingGroup:*:autoScalingGroupName/"),
    },
    {
      sid: "HoldAddressesAndVolumes",
      actions: ["ec2:AssociateAddress", "ec2:AttachVolume", "ec2:CreateSnapshot"],
      resources: [account.anyRegionArn("ec2", "*")],
    },
    {
      sid: "KeepSnapshots",
      actions: ["ec2:CreateSnapshot", "ec2:CreateTags", "ec2:DeleteSnapshot"],
      resources: [account.sharedArn("ec2", "snapshot/*")],
    },
    {
      sid: "KeepData",
      actions: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:PutObject",
      ],
      resources: bucketNames.flatMap((name) => [account.publicArn("s3", name), account.publicArn("s3", `${name}/*`)]),
    },
    {
      sid: "CountCredentials",
      actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
      resources: ownedArns(scope, "dynamodb", "table/"),
    },
    {
      sid: "UseKeys",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [account.anyRegionArn("kms", "key/*")],
      conditions: { StringEquals: { "aws:ResourceTag/Environment": environment } },
    },
    {
      // An instance that attaches an encrypted volume lets EC2, and nobody else, use the key for it.
      sid: "MountVolumes",
      actions: ["kms:CreateGrant"],
      resources: [account.anyRegionArn("kms", "key/*")],
      conditions: {
        Bool: { "kms:GrantIsForAWSResource": "true" },
        StringEquals: { "aws:ResourceTag/Environment": environment },
      },
    },
    {
      sid: "UseSecrets",
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: [account.anyRegionArn("secretsmanager", `secret:webrtc/${environment}/*`), ...secrets],
    },
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [account.anyRegionArn("logs", "log-group:*")],
    },
    {
      sid: "ProveNames",
      actions: ["route53:ChangeResourceRecordSets", "route53:GetChange"],
      resources: [account.publicArn("route53", "hostedzone/*"), account.publicArn("route53", "change/*")],
    },
    {
      sid: "ReadAndReport",
      actions: [
        "cloudwatch:PutMetricData",
        "ec2:DescribeAddresses",
        "ec2:DescribeInstances",
        "ec2:DescribeSnapshots",
        "ec2:DescribeVolumes",
        "route53:ListHostedZones",
        "secretsmanager:GetRandomPassword",
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: anyResource("Calls without a resource level; the policy of a role narrows them by conditions."),
    },
  ];
}
