import {
  GetSecretValueCommand,
  type GetSecretValueCommandOutput,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { UpstreamError } from "../core/errors";
import type { SecretSource, SecretVersion } from "../ports/secret-source";

/** The current and the previous value of a secret in AWS Secrets Manager: relays accept both. */
export class AwsSecret implements SecretSource {
  constructor(
    private readonly client: Pick<SecretsManagerClient, "send">,
    private readonly secretArn: string,
  ) {}

  async read(): Promise<readonly SecretVersion[]> {
    const current = await this.stage("AWSCURRENT");
    if (current === undefined) {
      throw new UpstreamError("secrets-manager", "no_current_value");
    }
    const previous = await this.stage("AWSPREVIOUS");
    return previous === undefined ? [current] : [current, previous];
  }

  private async stage(stage: string): Promise<SecretVersion | undefined> {
    const reply = await this.ask(stage);
    if (reply?.SecretString === undefined) {
      return undefined;
    }
    return { id: reply.VersionId ?? stage, value: reply.SecretString, createdAt: reply.CreatedDate?.getTime() ?? 0 };
  }

  private async ask(stage: string): Promise<GetSecretValueCommandOutput | undefined> {
    try {
      return await this.client.send(new GetSecretValueCommand({ SecretId: this.secretArn, VersionStage: stage }));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        return undefined;
      }
      throw new UpstreamError("secrets-manager", error instanceof Error ? error.name : "unexpected");
    }
  }
}
