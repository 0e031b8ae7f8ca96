import type { ManagedIdentityCredential } from "@azure/identity";
import { UpstreamError } from "../core/errors";
import { once } from "../core/once";
import type { TokenSource } from "../ports/token-source";

/**
 * Tokens of a user-assigned managed identity. The library keeps them until shortly before they end. It is large, so it is loaded
 * at the first token, not when the function starts.
 */
export class ManagedIdentity implements TokenSource {
  private readonly credential: () => Promise<ManagedIdentityCredential>;

  constructor(clientId: string) {
    this.credential = once(async () => {
      const library = await import("@azure/identity");
      return new library.ManagedIdentityCredential({ clientId });
    });
  }

  async token(scope: string): Promise<string> {
    try {
      const credential = await this.credential();
      return (await credential.getToken(scope)).token;
    } catch {
      throw new UpstreamError("identity", "no_token");
    }
  }
}
