import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Construct } from "constructs";
import type { SecretPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";
import { ephemeralPassword } from "./ephemeral-password";

/** A secret and its key. */
export interface GeneratedSecretProps {
  readonly plan: SecretPlan;
  /** What it is for, in a sentence. */
  readonly description: string;
  readonly keyArn: string;
  readonly protect: boolean;
}

/**
 * A secret whose value Secrets Manager makes and Terraform passes on without keeping it: an ephemeral password goes into a
 * write-only argument, so that it is in no plan and no state. AWSCURRENT and AWSPREVIOUS are the two values that nodes accept.
 */
export class GeneratedSecret extends Construct {
  readonly arn: string;
  /** The first value: a schedule of rotations starts from it. */
  readonly version: SecretsmanagerSecretVersion;

  constructor(scope: Construct, id: string, props: GeneratedSecretProps) {
    super(scope, id);
    const { plan, protect } = props;
    tagRole(this, plan.role);
    const container = new SecretsmanagerSecret(this, "secret", {
      name: plan.name,
      description: props.description,
      kmsKeyId: props.keyArn,
      // Without a wait a try-out can be made again under the same name at once.
      recoveryWindowInDays: protect ? 30 : 0,
      ...survives(protect),
    });
    if (plan.rotationDays === undefined) {
      acceptFindings(container, {
        rule: "CKV2_AWS_57",
        reason: "The environment switches the schedule off; the value is replaced by raising its version.",
      });
    }
    this.version = new SecretsmanagerSecretVersion(this, "version", {
      secretId: container.id,
      secretStringWo: `\${${ephemeralPassword(this, plan.role.replaceAll("-", "_"), plan.length)}}`,
      secretStringWoVersion: plan.version,
      // A version without a label is purged some day, and Terraform would then make a new value. After rotations the label
      // of our own is the only one left on this version; where the others are by then is not Terraform's business.
      versionStages: ["AWSCURRENT", "TERRAFORM"],
      lifecycle: { ignoreChanges: ["version_stages"] },
    });
    this.arn = container.arn;
  }
}
