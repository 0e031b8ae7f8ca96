import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { fromWebToken } from "@aws-sdk/credential-provider-web-identity";
import type { TokenSource } from "../ports/token-source";

/** How the function proves itself to AWS: a token of its managed identity, no key of AWS anywhere. */
export interface Federation {
  /** Role that may read the secret and nothing else. It trusts the tenant's issuer for this audience and this identity's subject. */
  readonly roleArn: string;
  /** Resource that the token is asked for: it becomes the audience. */
  readonly tokenResource: string;
}

/** A client of Secrets Manager under the role. The library asks again shortly before the role's session ends. */
export function federatedSecretsManager(
  region: string,
  federation: Federation,
  identity: TokenSource,
): SecretsManagerClient {
  return new SecretsManagerClient({
    region,
    maxAttempts: 2,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 2000 },
    credentials: async () => {
      const webIdentityToken = await identity.token(`${federation.tokenResource}/.default`);
      return fromWebToken({
        roleArn: federation.roleArn,
        webIdentityToken,
        roleSessionName: "signaling",
        durationSeconds: 900,
        clientConfig: { region },
      })();
    },
  });
}
