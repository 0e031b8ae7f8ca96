import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import { type PolicyStatement, policyDocument, recordAnyResource, thisKey } from "../policy-document";
import { survives } from "../survival";

/** What a key protects and who uses it. */
export interface EncryptionKeyProps {
  readonly account: DeploymentAccount;
  /** Value of the tag `Role`, and end of the alias. */
  readonly role: string;
  /** Name of the alias without `alias/`. */
  readonly alias: string;
  /** What it encrypts, in a sentence. */
  readonly description: string;
  /** Who uses it and how; administration by the account is there already. */
  readonly use: readonly PolicyStatement[];
  readonly protect: boolean;
}

/** A key of our own, rotated every year, whose policy names who may do what. */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    tagRole(this, props.role);
    const statements = [administration(props.account), ...props.use];
    const key = new KmsKey(this, "key", {
      description: props.description,
      enableKeyRotation: true,
      // The shortest and the longest wait that KMS knows: a try-out goes, what is protected can be called back.
      deletionWindowInDays: props.protect ? 30 : 7,
      policy: policyDocument(statements),
      ...survives(props.protect),
    });
    recordAnyResource(key, statements);
    new KmsAlias(this, "alias", { name: `alias/${props.alias}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

/** Use of a key in the name of somebody else. */
export const useOfKey: readonly string[] = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:DescribeKey",
];

/** Administration without use: the account's administrators manage the key and cannot read with it by this statement. */
function administration(account: DeploymentAccount): PolicyStatement {
  return {
    sid: "AdministerByAccount",
    principal: { account: account.principal },
    actions: [
      "kms:DescribeKey",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListGrants",
      "kms:ListKeyPolicies",
      "kms:ListKeyRotations",
      "kms:ListResourceTags",
      "kms:CreateAlias",
      "kms:UpdateAlias",
      "kms:DeleteAlias",
      "kms:PutKeyPolicy",
      "kms:UpdateKeyDescription",
      "kms:EnableKey",
      "kms:DisableKey",
      "kms:EnableKeyRotation",
      "kms:DisableKeyRotation",
      "kms:RotateKeyOnDemand",
      "kms:RevokeGrant",
      "kms:ScheduleKeyDeletion",
      "kms:CancelKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
    ],
    resources: thisKey,
  };
}
