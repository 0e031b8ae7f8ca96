import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { TurnReaderPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import { type PolicyStatement, policyDocument } from "../policy-document";

/** Who reads the TURN secrets from another cloud. */
export interface TurnSecretReaderProps {
  readonly account: DeploymentAccount;
  readonly plan: TurnReaderPlan;
}

/**
 * A role that functions on another cloud take with a token of their own identity, so that no key of AWS lies there. It reads the
 * secrets of the TURN fleet and nothing else; the token has to be for AWS and from one of the listed identities.
 */
export class TurnSecretReader extends Construct {
  constructor(scope: Construct, id: string, props: TurnSecretReaderProps) {
    super(scope, id);
    tagRole(this, "turn-reader");
    const { account, plan } = props;
    const issuer = new IamOpenidConnectProvider(this, "issuer", { url: plan.issuer, clientIdList: [plan.audience] });
    const host = plan.issuer.replace(/^https:\/\//, "");
    const role = new IamRole(this, "role", {
      name: plan.roleName,
      description: "Reads the shared secrets of the TURN fleet for functions on another cloud.",
      maxSessionDuration: 3600,
      assumeRolePolicy: policyDocument([
        {
          sid: "TakeOnRoleFromFunction",
          principal: { federated: issuer.arn },
          actions: ["sts:AssumeRoleWithWebIdentity"],
          conditions: { StringEquals: { [`${host}:aud`]: plan.audience, [`${host}:sub`]: plan.subjects } },
        },
      ]),
    });
    new IamRolePolicy(this, "secrets", {
      name: "read-turn-secrets",
      role: role.name,
      policy: policyDocument(plan.secrets.flatMap((secret, index) => readSecret(account, secret, index))),
    });
  }
}

/** One secret and its decryption. The key is the region's own; the context of the encryption names the secret. */
function readSecret(
  account: DeploymentAccount,
  secret: TurnReaderPlan["secrets"][number],
  index: number,
): readonly PolicyStatement[] {
  // Secrets Manager puts six characters behind the name.
  const arn = account.regionArn(secret.region, "secretsmanager", `secret:${secret.name}-??????`);
  return [
    { sid: `Read${index + 1}`, actions: ["secretsmanager:GetSecretValue"], resources: [arn] },
    {
      sid: `Decrypt${index + 1}`,
      actions: ["kms:Decrypt"],
      resources: [account.regionArn(secret.region, "kms", "key/*")],
      conditions: {
        StringEquals: { "kms:ViaService": `secretsmanager.${secret.region}.amazonaws.com` },
        StringLike: { "kms:EncryptionContext:SecretARN": arn },
      },
    },
  ];
}
