import { errors, jwtVerify, SignJWT } from "jose";
import type { Clock, Random } from "../ports/clock";
import type { SecretVersion } from "../ports/secret-source";
import type { SessionReply } from "../shared/wire";
import { type CachedSecret, settledVersion } from "./cached-secret";

/** Who asks, as proven by a session token. */
export interface Session {
  readonly userId: string;
  readonly name?: string;
  /** When the user first came, seconds since 1970. */
  readonly since: number;
}

const issuer = "webrtc-signaling";
const tokenType = "session+jwt";

/** How long a token is good for, seconds. */
export const sessionSeconds = 3600;

/** How long a user id can be kept by renewing, seconds. */
const longestSession = 12 * 3600;

/** Seconds until other instances surely know a new signing key. They also look when they meet an unknown one. */
const settleSeconds = 120;

/** Shortest signing key, bytes (RFC 7518 §3.2: as long as the hash). */
const shortestKey = 32;

/**
 * Makes and checks session tokens: JWT, HS256 only, signed with a key from the vault. The user id of a request comes from
 * here and from nowhere else; headers such as `x-ms-client-principal` can be sent by anybody and are not looked at.
 */
export class Sessions {
  constructor(
    private readonly keys: CachedSecret,
    /** Deployment that the token is for: a token of another environment is refused. */
    private readonly audience: string,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** A token for a new user, or for the same user again. Undefined: the user has renewed for too long. */
  async issue(user: { readonly name?: string; readonly renew?: Session }): Promise<SessionReply | undefined> {
    const now = Math.floor(this.clock.now() / 1000);
    const since = user.renew?.since ?? now;
    const expiry = Math.min(now + sessionSeconds, since + longestSession);
    if (expiry <= now) {
      return undefined;
    }
    const userId = user.renew?.userId ?? this.random.token(16);
    const name = user.name ?? user.renew?.name;
    const key = settledVersion(await this.keys.read(), this.clock.now(), settleSeconds);
    const token = await new SignJWT({ ...(name === undefined ? {} : { name }), since })
      .setProtectedHeader({ alg: "HS256", typ: tokenType, kid: key.id })
      .setIssuer(issuer)
      .setAudience(this.audience)
      .setSubject(userId)
      .setIssuedAt(now)
      .setExpirationTime(expiry)
      .sign(bytes(key));
    return { token, userId, expiresAt: new Date(expiry * 1000).toISOString() };
  }

  /** The session of a token; undefined if the token is not good. Why is not said: it helps nobody but forgers. */
  async verify(token: string): Promise<Session | undefined> {
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => this.key(kid), {
        algorithms: ["HS256"],
        typ: tokenType,
        issuer,
        audience: this.audience,
        currentDate: new Date(this.clock.now()),
        maxTokenAge: sessionSeconds,
        requiredClaims: ["sub", "exp", "iat"],
      });
      const { sub, name, since } = payload;
      if (sub === undefined || typeof since !== "number") {
        return undefined;
      }
      return { userId: sub, since, ...(typeof name === "string" ? { name } : {}) };
    } catch (error) {
      if (error instanceof errors.JOSEError) {
        return undefined;
      }
      throw error;
    }
  }

  private async key(id: string | undefined): Promise<Uint8Array> {
    const known = await this.keys.read();
    const version = known.find((key) => key.id === id) ?? (await this.keys.readAgain()).find((key) => key.id === id);
    if (version === undefined) {
      throw new errors.JWSSignatureVerificationFailed();
    }
    return bytes(version);
  }
}

function bytes(key: SecretVersion): Uint8Array {
  const encoded = new TextEncoder().encode(key.value);
  if (encoded.length < shortestKey) {
    throw new RangeError(`the session signing key has ${encoded.length} bytes; HS256 needs ${shortestKey}`);
  }
  return encoded;
}
