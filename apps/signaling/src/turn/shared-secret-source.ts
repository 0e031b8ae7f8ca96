import { createHmac } from "node:crypto";
import { settledVersion } from "../core/cached-secret";
import type { Clock } from "../ports/clock";
import type { SecretSource } from "../ports/secret-source";
import type { CredentialOrder, TurnSource } from "../ports/turn-source";
import type { IceServer, TurnSourceName } from "../shared/wire";

/** A time-limited user name and the password that belongs to it. */
export interface TurnRestCredential {
  readonly username: string;
  readonly credential: string;
}

/** Age from which on every relay has surely read a value: they ask every 20 seconds; a boot or an outage takes longer. */
const settleSeconds = 600;

/**
 * TURN REST scheme (draft-uberti-behave-turn-rest-00), as coturn checks it with `use-auth-secret`: the user name says when it
 * ends, the password proves that the holder of the shared secret said so.
 *
 * @param expiry seconds since 1970
 */
export function turnRestCredential(secret: string, userId: string, expiry: number): TurnRestCredential {
  const username = `${expiry}:${userId}`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}

/** A coturn fleet: its secret, and the addresses that clients reach it by. */
export interface TurnFleet {
  readonly secret: SecretSource;
  readonly urls: readonly string[];
}

/**
 * Coturn fleets of our own in one cloud. No call goes to them: the secret is enough. Each fleet becomes one entry of
 * `iceServers`; one whose secret cannot be read is left out as long as another one is there.
 */
export class SharedSecretTurnSource implements TurnSource {
  constructor(
    readonly name: TurnSourceName,
    private readonly fleets: readonly TurnFleet[],
    private readonly clock: Clock,
  ) {}

  async issue(order: CredentialOrder): Promise<readonly IceServer[]> {
    const now = this.clock.now();
    const expiry = Math.floor(now / 1000) + order.ttlSeconds;
    const results = await Promise.allSettled(
      this.fleets.map(async ({ secret, urls }) => {
        const { value } = settledVersion(await secret.read(), now, settleSeconds);
        return { urls, ...turnRestCredential(value, order.userId, expiry) };
      }),
    );
    const servers = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const [first] = results;
    if (servers.length === 0 && first?.status === "rejected") {
      throw first.reason;
    }
    return servers;
  }
}
