import { once } from "../core/once";
import type { SecretSource, SecretVersion } from "../ports/secret-source";
import type { TokenSource } from "../ports/token-source";
import type { Federation } from "./federated-aws-client";

/** A secret of AWS, read from elsewhere. The client of AWS is loaded when the secret is first asked for. */
export class FederatedAwsSecret implements SecretSource {
  private readonly secret: () => Promise<SecretSource>;

  constructor(region: string, secretArn: string, federation: Federation, identity: TokenSource) {
    this.secret = once(async () => {
      const [{ AwsSecret }, { federatedSecretsManager }] = await Promise.all([
        import("./aws-secret"),
        import("./federated-aws-client"),
      ]);
      return new AwsSecret(federatedSecretsManager(region, federation, identity), secretArn);
    });
  }

  async read(): Promise<readonly SecretVersion[]> {
    return (await this.secret()).read();
  }
}
