import type { Finding } from "../problem";
import { findingIf } from "./check";

/** Characters that AWS takes for the client id of an OpenID Connect provider. */
export const longestAudience = 255;

/** Characters that Entra ID takes for the subject of a federated identity. */
export const longestSubject = 600;

/** Claims of a token are compared letter by letter, and none of a real issuer holds what JSON or a shell would have to escape. */
export function claimFindings(path: string, claim: string, longest: number): readonly Finding[] {
  return findingIf(claim.length > longest || /["\\<>`]/.test(claim) || claim !== claim.trim(), () => ({
    path,
    value: claim,
    rule: `A claim of a token has up to ${longest} characters, no quotation mark, backslash, backtick or angle bracket, and no space at its ends.`,
    remedy: "write it as the issuer spells it",
  }));
}
