import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { Construct } from "constructs";
import type { CredentialApiPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { addStackFile } from "../../shared/stack-file";
import type { DeploymentAccount } from "../deployment-account";
import { LogStore } from "../network/log-store";
import { type PolicyStatement, policyDocument } from "../policy-document";
import { serviceTrust } from "../service-trust";
import { CredentialPackage } from "./credential-package";
import { UsageTable } from "./usage-table";

/** The function and what it works with. */
export interface CredentialFunctionProps {
  readonly account: DeploymentAccount;
  readonly plan: CredentialApiPlan;
  /** Name of the function, its role and its table. */
  readonly name: string;
  /** The one secret that it reads. */
  readonly turnSecretArn: string;
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
}

/** The function that makes TURN credentials: it knows one secret and counts what it gives. */
export class CredentialFunction extends Construct {
  readonly name: string;
  readonly invokeArn: string;

  constructor(scope: Construct, id: string, props: CredentialFunctionProps) {
    super(scope, id);
    const logs = new LogStore(this, "logs", {
      role: "turn-credentials",
      name: `/aws/lambda/${props.name}`,
      keyArn: props.logKeyArn,
      retentionDays: props.plan.logRetentionDays,
      protect: false,
    });
    const usage = new UsageTable(this, "usage", { name: props.name });
    const role = new IamRole(this, "role", {
      name: props.name,
      description: "Lets the credential function read the TURN secret of its region and count what it gives.",
      assumeRolePolicy: serviceTrust("lambda.amazonaws.com"),
    });
    const policy = new IamRolePolicy(this, "policy", {
      name: "make-credentials",
      role: role.id,
      policy: policyDocument(permissions(props, usage.arn, logs.arn)),
    });
    const code = CredentialPackage.of(this).archive;
    const issue = new LambdaFunction(this, "function", {
      functionName: props.name,
      description: "Gives short-lived TURN credentials to holders of a token.",
      role: role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename: addStackFile(this, "turn-credentials.zip", code.bytes),
      sourceCodeHash: code.sha256Base64,
      timeout: 10,
      memorySize: 256,
      environment: { variables: settings(props, usage.name) },
      dependsOn: [policy],
    });
    acceptFindings(issue, ...accepted);
    this.name = issue.functionName;
    this.invokeArn = issue.invokeArn;
  }
}

const accepted = [
  { rule: "CKV_AWS_50", reason: "Two short calls per request, counted by outcome, need no trace." },
  {
    rule: "CKV_AWS_115",
    reason: "The API in front bounds its calls, and a reservation fails in new accounts with their low quota.",
  },
  { rule: "CKV_AWS_116", reason: "It is called and answers at once; a caller that gets no answer asks again." },
  {
    rule: "CKV_AWS_117",
    reason: "It talks to Secrets Manager and DynamoDB alone; inside the VPC it would need a NAT gateway to do so.",
  },
  {
    rule: "CKV_AWS_173",
    reason: "Its settings are names and numbers, no secret; AWS encrypts them with a key of its own.",
  },
  { rule: "CKV_AWS_272", reason: "The code comes from this repository, and its digest stands in the plan." },
] as const;

/** Settings of the function; apps/signaling/README.md says what each is for. The secret itself is not among them. */
function settings(
  { account, plan, name, turnSecretArn }: CredentialFunctionProps,
  table: string,
): Record<string, string> {
  return {
    DEPLOYMENT: name,
    USAGE_TABLE: table,
    TURN_FLEETS: JSON.stringify([{ region: account.region, secretArn: turnSecretArn, urls: plan.turnUrls }]),
    TURN_ENABLED: "true",
    TURN_TTL_SECONDS: String(plan.seconds),
    TURN_DAILY_CAP: String(plan.dailyCap),
  };
}

function permissions(
  props: CredentialFunctionProps,
  tableArn: string,
  logGroupArn: string,
): readonly PolicyStatement[] {
  return [
    { sid: "ReadTurnSecret", actions: ["secretsmanager:GetSecretValue"], resources: [props.turnSecretArn] },
    {
      sid: "DecryptThroughSecretsManager",
      actions: ["kms:Decrypt"],
      resources: [props.dataKeyArn],
      conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${props.account.region}.amazonaws.com` } },
    },
    {
      sid: "CountUsage",
      actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
      resources: [tableArn],
    },
    { sid: "WriteOwnLogs", actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logGroupArn}:*`] },
  ];
}
