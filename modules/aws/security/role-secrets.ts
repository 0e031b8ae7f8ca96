import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { Construct } from "constructs";
import type { SecretPlan, SecretRole } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import type { DeploymentAccount } from "../deployment-account";
import { GeneratedSecret } from "./generated-secret";
import { SecretRotation } from "./secret-rotation";

const descriptions: Readonly<Record<SecretRole, string>> = {
  "turn-shared": "Signs the time-limited credentials of TURN clients (TURN REST scheme).",
  "janus-token": "Signs the tokens of Janus clients.",
  "janus-admin": "Opens the Janus admin API, which listens on the node itself only.",
  "live-access": "Lets clients of live-webrtc publish and watch: their token, or the key that signs their tokens.",
  "live-admin": "Lets operators of live-webrtc close rooms and list recordings.",
};

/** Days that the policy scanner allows between rotations. */
const longestRecommendedDays = 90;

/** The secrets of an environment in one region. */
export interface RoleSecretsProps {
  readonly account: DeploymentAccount;
  /** Name of the rotation function. */
  readonly rotationName: string;
  readonly secrets: readonly SecretPlan[];
  readonly dataKeyArn: string;
  readonly logKeyArn: string;
  readonly logRetentionDays: number;
  readonly protect: boolean;
}

/** One secret per role, and their rotation where the environment has a schedule. */
export class RoleSecrets extends Construct {
  private readonly arns: ReadonlyMap<SecretRole, string>;

  constructor(scope: Construct, id: string, props: RoleSecretsProps) {
    super(scope, id);
    const made = props.secrets.map((plan) => ({
      plan,
      secret: new GeneratedSecret(this, plan.role, {
        plan,
        description: descriptions[plan.role],
        keyArn: props.dataKeyArn,
        protect: props.protect,
      }),
    }));
    this.arns = new Map(made.map(({ plan, secret }) => [plan.role, secret.arn]));
    const rotated = made.flatMap(({ plan: { role, rotationDays }, secret }) =>
      rotationDays === undefined ? [] : [{ role, rotationDays, secret }],
    );
    if (rotated.length === 0) {
      return;
    }
    const rotation = new SecretRotation(this, "rotation", {
      account: props.account,
      name: props.rotationName,
      secretArns: rotated.map(({ secret }) => secret.arn),
      dataKeyArn: props.dataKeyArn,
      logKeyArn: props.logKeyArn,
      logRetentionDays: props.logRetentionDays,
    });
    for (const { role, rotationDays, secret } of rotated) {
      const schedule = new SecretsmanagerSecretRotation(this, `${role}-schedule`, {
        secretId: secret.arn,
        rotationLambdaArn: rotation.functionArn,
        // The first value was made a moment ago; there is no reason to replace it at once.
        rotateImmediately: false,
        rotationRules: { automaticallyAfterDays: rotationDays },
        dependsOn: [rotation.permission, secret.version],
      });
      if (rotationDays > longestRecommendedDays) {
        acceptFindings(schedule, {
          rule: "CKV_AWS_304",
          reason: `The environment decides on ${rotationDays} days.`,
        });
      }
    }
  }

  /** ARN of the secret of a role; empty where the environment has none. */
  arn(role: SecretRole): string {
    return this.arns.get(role) ?? "";
  }
}
