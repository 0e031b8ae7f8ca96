import type { TokenCredential } from "@azure/identity";
import type { TokenSource } from "../ports/token-source";

/** What the table library wants of an identity. The identity's own library keeps the token; a minute here saves it the question. */
export function tableCredential(identity: TokenSource): TokenCredential {
  return {
    getToken: async (scopes) => ({
      token: await identity.token(typeof scopes === "string" ? scopes : (scopes[0] ?? "")),
      expiresOnTimestamp: Date.now() + 60_000,
    }),
  };
}
