import type { DeploymentAccount } from "../deployment-account";
import { anyResource, type PolicyStatement } from "../policy-document";

/** AWS refuses a statement without a resource: who reads no secret gets none. */
export function readSecrets(sid: string, secretArns: readonly string[]): readonly PolicyStatement[] {
  return secretArns.length > 0
    ? [{ sid, actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"], resources: secretArns }]
    : [];
}

/** Reads what Secrets Manager and S3 keep encrypted, and nothing else that the key protects. */
export function decryptThroughServices(account: DeploymentAccount, dataKeyArn: string): PolicyStatement {
  return {
    sid: "DecryptThroughServices",
    actions: ["kms:Decrypt"],
    resources: [dataKeyArn],
    conditions: {
      StringEquals: {
        "kms:ViaService": [`secretsmanager.${account.region}.amazonaws.com`, `s3.${account.region}.amazonaws.com`],
      },
    },
  };
}

/** Says to its own Auto Scaling group that it serves, drains, or failed. */
export function speakForOwnGroup(account: DeploymentAccount, groups: readonly string[]): PolicyStatement {
  return {
    sid: "SpeakForOwnGroup",
    actions: [
      "autoscaling:CompleteLifecycleAction",
      "autoscaling:RecordLifecycleActionHeartbeat",
      "autoscaling:SetInstanceHealth",
    ],
    resources: groups.map((name) => account.arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${name}`)),
  };
}

/** Writes to its own log group. */
export function writeOwnLogs(account: DeploymentAccount, logGroupName: string): PolicyStatement {
  return {
    sid: "WriteOwnLogs",
    actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    resources: [
      account.arn("logs", `log-group:${logGroupName}`),
      account.arn("logs", `log-group:${logGroupName}:log-stream:*`),
    ],
  };
}

/** Answers Session Manager, the only way to a shell. `own` tells the nodes' instances from others, by a tag. */
export function answerSessions(
  account: DeploymentAccount,
  own: Readonly<Record<string, string | readonly string[]>>,
): readonly PolicyStatement[] {
  return [
    {
      sid: "RegisterForSessions",
      actions: ["ssm:UpdateInstanceInformation"],
      resources: [account.arn("ec2", "instance/*")],
      conditions: { StringEquals: own },
    },
    {
      sid: "AnswerSessions",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: anyResource("The channels of Session Manager, the only way to a shell, have no resource level."),
    },
  ];
}
