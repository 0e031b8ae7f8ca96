import { anyResource } from "../policy-document";
import { type DeployArea, type DeployScope, ownedArns } from "./deploy-area";

/** The ElastiCache that room routers share. */
export function roomDirectoryArea(scope: DeployScope): DeployArea {
  const { account } = scope;
  return {
    name: "room-directory",
    description: "Makes, changes and removes the environment's room directory in ElastiCache.",
    statements: [
      {
        sid: "ReadDirectories",
        actions: ["elasticache:Describe*"],
        resources: anyResource("Calls that describe name nothing before the directory is there; they show no data."),
      },
      {
        sid: "ChangeDirectories",
        actions: [
          "elasticache:AddTagsToResource",
          "elasticache:CreateCacheSubnetGroup",
          "elasticache:CreateReplicationGroup",
          "elasticache:DecreaseReplicaCount",
          "elasticache:DeleteCacheSubnetGroup",
          "elasticache:DeleteReplicationGroup",
          "elasticache:IncreaseReplicaCount",
          "elasticache:ListTagsForResource",
          "elasticache:ModifyCacheSubnetGroup",
          "elasticache:ModifyReplicationGroup",
          "elasticache:ModifyReplicationGroupShardConfiguration",
          "elasticache:RemoveTagsFromResource",
        ],
        resources: [
          ...["cluster:", "replicationgroup:", "subnetgroup:"].flatMap((kind) => ownedArns(scope, "elasticache", kind)),
          account.anyRegionArn("elasticache", "parametergroup:default.*"),
        ],
      },
      {
        sid: "EncryptDirectories",
        actions: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey"],
        resources: [account.anyRegionArn("kms", "key/*")],
        conditions: {
          StringEquals: { "aws:ResourceTag/Environment": scope.environment },
          StringLike: { "kms:ViaService": ["elasticache.*.amazonaws.com"] },
        },
      },
      {
        sid: "LetElasticacheHaveItsRole",
        actions: ["iam:CreateServiceLinkedRole"],
        resources: [account.globalArn("iam", "role/aws-service-role/*")],
        conditions: { StringEquals: { "iam:AWSServiceName": ["elasticache.amazonaws.com"] } },
      },
    ],
    accepted: [],
  };
}
