import { Construct } from "constructs";
import type { DeploymentAccount } from "../deployment-account";
import { type PolicyStatement, thisKey } from "../policy-document";
import { EncryptionKey, useOfKey } from "./encryption-key";

/** Name and protection of a key. */
export interface LayerKeyProps {
  readonly account: DeploymentAccount;
  /** Name of the alias without `alias/`. */
  readonly alias: string;
  readonly protect: boolean;
}

/** What the data key is made from. */
export interface DataKeyProps extends LayerKeyProps {
  /** Whether ElastiCache keeps the room directory under it. */
  readonly roomDirectory?: boolean;
}

/** Services that store data under the key in the name of an identity of the account. */
const storing = ["ec2", "lambda", "s3", "secretsmanager", "sns", "ssm"];

/** The key of secrets, volumes, buckets and notifications. */
export class DataKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { roomDirectory = false, ...props }: DataKeyProps) {
    super(scope, id);
    const { account } = props;
    this.arn = new EncryptionKey(this, "data", {
      ...props,
      role: "data-key",
      description: "Secrets, volumes, buckets and notifications of the WebRTC environment.",
      use: [
        useThroughServices(account, roomDirectory ? [...storing, "elasticache"] : storing),
        grantThrough(account, "ec2", "GrantVolumesThroughEc2"),
        ...(roomDirectory ? [grantThrough(account, "elasticache", "GrantDirectoryThroughElastiCache")] : []),
        ...startInstances(account),
        notify(account),
      ],
    }).arn;
  }
}

/** Identities of the account use the key where their own policy allows it, and only through the services that store data. */
function useThroughServices(account: DeploymentAccount, services: readonly string[]): PolicyStatement {
  return {
    sid: "UseThroughServices",
    principal: { account: account.principal },
    actions: useOfKey,
    resources: thisKey,
    conditions: {
      StringEquals: {
        "kms:CallerAccount": account.id,
        "kms:ViaService": services.map((service) => `${service}.${account.region}.amazonaws.com`),
      },
    },
  };
}

/** EC2 mounts an encrypted volume for an instance by a grant, and ElastiCache keeps its nodes' disks by one. */
function grantThrough(account: DeploymentAccount, service: string, sid: string): PolicyStatement {
  return {
    sid,
    principal: { account: account.principal },
    actions: ["kms:CreateGrant"],
    resources: thisKey,
    conditions: {
      Bool: { "kms:GrantIsForAWSResource": "true" },
      StringEquals: {
        "kms:CallerAccount": account.id,
        "kms:ViaService": `${service}.${account.region}.amazonaws.com`,
      },
    },
  };
}

/**
 * Auto Scaling starts instances with encrypted volumes under its service-linked role (EC2 Auto Scaling User Guide, key
 * policies). A policy that names the role as principal is refused in an account that never had a group, where the role does
 * not exist yet; so the condition names it.
 */
function startInstances(account: DeploymentAccount): readonly PolicyStatement[] {
  const role = account.globalArn("iam", "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");
  const onlyRole = { "kms:CallerAccount": account.id, "aws:PrincipalArn": role };
  return [
    {
      sid: "UseByAutoScaling",
      principal: "anybody",
      actions: useOfKey,
      resources: thisKey,
      conditions: { StringEquals: onlyRole },
    },
    {
      sid: "GrantByAutoScaling",
      principal: "anybody",
      actions: ["kms:CreateGrant"],
      resources: thisKey,
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" }, StringEquals: onlyRole },
    },
  ];
}

/** Alarms reach an encrypted topic only if CloudWatch may use its key. */
function notify(account: DeploymentAccount): PolicyStatement {
  return {
    sid: "NotifyByAlarms",
    principal: { service: "cloudwatch.amazonaws.com" },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: thisKey,
    conditions: { StringEquals: { "aws:SourceAccount": account.id } },
  };
}
