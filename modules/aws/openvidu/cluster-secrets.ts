import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { CredentialsPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { openviduCredentials } from "../../shared/openvidu-credentials";
import { tagRole } from "../../shared/tags";
import { ephemeralPassword } from "../security/ephemeral-password";
import { survives } from "../survival";

/** The secrets of the cluster. */
export interface ClusterSecretsProps {
  readonly plan: CredentialsPlan;
  /** URLs and names that operators find beside the credentials. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly keyArn: string;
  readonly protect: boolean;
}

/**
 * Three secrets, each a JSON object: all credentials for masters, the one that media nodes need for them, and everything with
 * its URLs for operators.
 *
 * The values are made once, into the masters' secret; the other two are filled from what is really stored there, so that a
 * secret that is made again later holds the same values. None of them passes through a plan or a state.
 */
export class ClusterSecrets extends Construct {
  readonly masterArn: string;
  readonly mediaArn: string;
  /** The secret for operators. */
  readonly bundleArn: string;

  constructor(scope: Construct, id: string, props: ClusterSecretsProps) {
    super(scope, id);
    const { plan } = props;
    const made = openviduCredentials.map(({ name, value }) => [
      name,
      "given" in value
        ? JSON.stringify(value.given)
        : `"${value.generated}\${${password(this, name, value.length ?? plan.length)}}"`,
    ]);
    const master = this.secret("master", props, "Credentials of the cluster, for its masters.", object(made));

    const stored = storedObject(this, master.version);
    const names = openviduCredentials.map(({ name }) => [name, `${stored}.${name}`]);
    const forMedia = openviduCredentials.filter(({ media }) => media).map(({ name }) => [name, `${stored}.${name}`]);
    this.masterArn = master.arn;
    this.mediaArn = this.secret("media", props, "What media nodes need to join their masters.", object(forMedia)).arn;
    this.bundleArn = this.secret(
      "operators",
      props,
      "URLs and credentials of all services, for operators.",
      object([
        ...Object.entries(props.addresses).map(([name, text]) => [name, JSON.stringify(text)]),
        ...names,
        ["OPENVIDU_USERNAME", '"OPENVIDUAPP"'],
        ["OPENVIDU_PASSWORD", `${stored}.LIVEKIT_API_SECRET`],
      ]),
    ).arn;
  }

  private secret(
    role: keyof CredentialsPlan["secretNames"],
    { plan, keyArn, protect }: ClusterSecretsProps,
    description: string,
    value: string,
  ): { readonly arn: string; readonly version: SecretsmanagerSecretVersion } {
    const place = new Construct(this, role);
    tagRole(place, `${role}-credentials`);
    const container = new SecretsmanagerSecret(place, "secret", {
      name: plan.secretNames[role],
      description,
      kmsKeyId: keyArn,
      // Without a wait a try-out can be made again under the same name at once.
      recoveryWindowInDays: protect ? 30 : 0,
      ...survives(protect),
    });
    acceptFindings(container, {
      rule: "CKV2_AWS_57",
      reason:
        "OpenVidu takes its credentials when it is installed, and data bases keep them: they are replaced by raising the version and reinstalling the masters, not by a timer.",
    });
    const version = new SecretsmanagerSecretVersion(place, "version", {
      secretId: container.id,
      secretStringWo: value,
      secretStringWoVersion: plan.version,
    });
    return { arn: container.arn, version };
  }
}

function password(scope: Construct, name: string, length: number): string {
  return ephemeralPassword(scope, `openvidu_${name.toLowerCase()}`, length);
}

/** An object of Terraform expressions, as JSON text. */
function object(entries: readonly (readonly (string | undefined)[])[]): string {
  return `\${jsonencode({ ${entries.map(([name, expression]) => `${name} = ${expression}`).join(", ")} })}`;
}

/** Reads a secret for as long as Terraform runs. cdktf 0.21 has no construct for it. Returns an expression for its object. */
function storedObject(scope: Construct, version: SecretsmanagerSecretVersion): string {
  const name = "openvidu_stored";
  TerraformStack.of(scope).addOverride(`ephemeral.aws_secretsmanager_secret_version.${name}`, {
    // The version's, not the secret's: there is nothing to read before the first one.
    secret_id: `\${${version.fqn}.secret_id}`,
  });
  return `jsondecode(ephemeral.aws_secretsmanager_secret_version.${name}.secret_string)`;
}
