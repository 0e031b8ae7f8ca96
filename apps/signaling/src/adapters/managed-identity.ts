import { ManagedIdentityCredential } from "@azure/identity";
import { UpstreamError } from "../core/errors";
import type { TokenSource } from "../ports/token-source";

/** Tokens of a user-assigned managed identity. The library keeps them until shortly before they end. */
export class ManagedIdentity implements TokenSource {
  private readonly credential: ManagedIdentityCredential;

  constructor(clientId: string) {
    this.credential = new ManagedIdentityCredential({ clientId });
  }

  async token(scope: string): Promise<string> {
    const token = await this.credential.getToken(scope).catch(() => {
      throw new UpstreamError("identity", "no_token");
    });
    return token.token;
  }
}
