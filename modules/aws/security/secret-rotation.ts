import { readFileSync } from "node:fs";
import { join } from "node:path";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
import { zipArchive } from "../../shared/archive";
import { addStackFile } from "../../shared/stack-file";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import { LogStore } from "../network/log-store";
import { anyResource, type PolicyStatement, policyDocument, recordAnyResource } from "../policy-document";
import { serviceTrust } from "../service-trust";

/** The function and what it may rotate. */
export interface SecretRotationProps {
  readonly account: DeploymentAccount;
  /** Name of the function and its role. */
  readonly name: string;
  /** Secrets that it rotates. */
  readonly secretArns: readonly string[];
  /** Key of the secrets. */
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
  readonly logRetentionDays: number;
}

/** The function that Secrets Manager calls to rotate secrets. */
export class SecretRotation extends Construct {
  readonly functionArn: string;
  /** Permission of Secrets Manager to call the function: a schedule is refused before it exists. */
  readonly permission: LambdaPermission;

  constructor(scope: Construct, id: string, props: SecretRotationProps) {
    super(scope, id);
    tagRole(this, "secret-rotation");
    const { account } = props;
    const logs = new LogStore(this, "logs", {
      role: "secret-rotation",
      name: `/aws/lambda/${props.name}`,
      keyArn: props.logKeyArn,
      retentionDays: props.logRetentionDays,
      protect: false,
    });
    const role = new IamRole(this, "role", {
      name: props.name,
      description: "Lets the rotation function replace the values of the environment's secrets.",
      assumeRolePolicy: serviceTrust("lambda.amazonaws.com"),
    });
    const statements = permissions(props, logs.arn);
    const policy = new IamRolePolicy(this, "policy", {
      name: "rotate-secrets",
      role: role.id,
      policy: policyDocument(statements),
    });
    recordAnyResource(policy, statements);

    const code = zipArchive([{ path: "rotate.py", mode: 0o644, content: source() }]);
    const rotate = new LambdaFunction(this, "function", {
      functionName: props.name,
      description: "Rotates generated secrets; the value before stays valid until the next rotation.",
      role: role.arn,
      runtime: "python3.13",
      architectures: ["arm64"],
      handler: "rotate.handler",
      filename: addStackFile(this, "secret-rotation.zip", code.bytes),
      sourceCodeHash: code.sha256Base64,
      timeout: 30,
      memorySize: 128,
      dependsOn: [policy],
    });
    acceptFindings(rotate, ...accepted);
    this.permission = new LambdaPermission(this, "permission", {
      statementId: "secrets-manager",
      action: "lambda:InvokeFunction",
      functionName: rotate.functionName,
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: account.id,
    });
    this.functionArn = rotate.arn;
  }
}

const accepted = [
  { rule: "CKV_AWS_50", reason: "Four short calls per rotation, each with a log line, need no trace." },
  {
    rule: "CKV_AWS_115",
    reason:
      "Secrets Manager calls it one step at a time, and a reservation fails in new accounts with their low quota.",
  },
  {
    rule: "CKV_AWS_116",
    reason: "Secrets Manager itself repeats a step that fails and reports the rotation as failed.",
  },
  {
    rule: "CKV_AWS_117",
    reason: "It talks to Secrets Manager alone; inside the VPC it would need a NAT gateway to do so.",
  },
  { rule: "CKV_AWS_272", reason: "The code comes from this repository, and its digest stands in the plan." },
] as const;

function permissions(props: SecretRotationProps, logGroupArn: string): readonly PolicyStatement[] {
  return [
    {
      sid: "RotateOwnSecrets",
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      resources: props.secretArns,
    },
    {
      sid: "MakeValue",
      actions: ["secretsmanager:GetRandomPassword"],
      resources: anyResource("GetRandomPassword reads nothing and knows no resource."),
    },
    { sid: "UseKeyOfSecrets", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [props.dataKeyArn] },
    { sid: "WriteOwnLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroupArn}:*`] },
  ];
}

function source(): string {
  return readFileSync(join(__dirname, "../../../apps/secret-rotation/rotate.py"), "utf8");
}
