import { anyResource, type PolicyStatement } from "../policy-document";
import * as data from "./data-actions";
import { type DeployArea, type DeployScope, ownedArns } from "./deploy-area";

/** Keys, secrets, buckets, logs, topics and the rotation function. */
export function dataArea(scope: DeployScope, imageParameters: readonly string[]): DeployArea {
  const { account, environment } = scope;
  return {
    name: "data",
    description:
      "Makes, changes and removes the environment's keys, secrets, buckets, logs and topics; can read the secrets.",
    statements: [
      {
        sid: "MakeKeys",
        actions: ["kms:CreateKey", "kms:ListAliases", "secretsmanager:GetRandomPassword", "logs:DescribeLogGroups"],
        resources: anyResource("What is made or listed has no ARN yet."),
      },
      tagNewKeys(scope),
      {
        sid: "ChangeKeys",
        actions: data.keys,
        resources: [account.anyRegionArn("kms", "key/*")],
        conditions: { StringEquals: { "aws:ResourceTag/Environment": environment } },
      },
      { sid: "NameKeys", actions: data.keyAliases, resources: ownedArns(scope, "kms", "alias/") },
      {
        sid: "UseKeysThroughServices",
        actions: ["kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"],
        resources: [account.anyRegionArn("kms", "key/*")],
        conditions: {
          StringEquals: { "aws:ResourceTag/Environment": environment },
          StringLike: {
            "kms:ViaService": ["s3.*.amazonaws.com", "secretsmanager.*.amazonaws.com", "ec2.*.amazonaws.com"],
          },
        },
      },
      {
        sid: "ChangeSecrets",
        actions: data.secretKeeping,
        resources: [account.anyRegionArn("secretsmanager", `secret:webrtc/${environment}/*`)],
      },
      {
        sid: "ChangeBuckets",
        actions: data.bucketKeeping,
        resources: [account.publicArn("s3", `${environment}-*`), account.publicArn("s3", `${environment}-*/*`)],
      },
      {
        sid: "ChangeLogGroups",
        actions: data.logKeeping,
        resources: [`/webrtc/${environment}/*`, `/aws/lambda/${environment}-*`].map((name) =>
          account.anyRegionArn("logs", `log-group:${name}`),
        ),
      },
      { sid: "ChangeTopics", actions: data.notifying, resources: ownedArns(scope, "sns", "") },
      { sid: "ChangeFunctions", actions: data.functionKeeping, resources: ownedArns(scope, "lambda", "function:") },
      {
        // Secrets Manager wants it of whoever sets a schedule, and calls the function itself.
        sid: "ScheduleRotation",
        actions: ["lambda:InvokeFunction"],
        resources: [account.anyRegionArn("lambda", `function:${environment}-*-secret-rotation`)],
      },
      {
        sid: "ReadImageParameters",
        actions: ["ssm:GetParameter", "ssm:GetParameters"],
        resources: [
          account.anyRegionArn("ssm", `parameter/webrtc-stacks/${environment}/*`),
          ...imageParameters.map((name) => account.anyRegionArn("ssm", `parameter${name}`)),
          account.sharedArn("ssm", "parameter/aws/service/*"),
        ],
      },
    ],
    accepted: [],
  };
}

/**
 * KMS tags a key while it creates it, when the key has no tag that a condition could ask for; so the tags of the request decide. A key
 * that has the tag `Environment` already keeps it: whose it is cannot be changed.
 */
function tagNewKeys({ account, environment }: DeployScope): PolicyStatement {
  return {
    sid: "TagNewKeys",
    actions: ["kms:TagResource"],
    resources: [account.anyRegionArn("kms", "key/*")],
    conditions: {
      StringEquals: { "aws:RequestTag/Environment": environment },
      Null: { "aws:ResourceTag/Environment": "true" },
    },
  };
}
