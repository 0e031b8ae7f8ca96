import { minLength, object, pipe, string } from "valibot";
import type { Clock } from "../ports/clock";
import type { SecretSource, SecretVersion } from "../ports/secret-source";
import type { TokenSource } from "../ports/token-source";
import { requestJson } from "./request-json";

export const signalRScope = "https://signalr.azure.com/.default";

const shape = object({ KeyId: pipe(string(), minLength(1)), AccessKey: pipe(string(), minLength(1)) });

/**
 * The key that clients' tokens are signed with. The service lends one to an identity with the role SignalR Service Owner and
 * changes it from time to time; Microsoft's own server library gets it at the same place. The account's permanent keys stay off.
 */
export class SignalRAccessKey implements SecretSource {
  constructor(
    private readonly endpoint: string,
    private readonly identity: TokenSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<readonly SecretVersion[]> {
    const { KeyId, AccessKey } = await requestJson("signalr", new URL("/api/v1/auth/accessKey", this.endpoint), shape, {
      headers: { authorization: `Bearer ${await this.identity.token(signalRScope)}` },
    });
    return [{ id: KeyId, value: AccessKey, createdAt: this.clock.now() }];
  }
}
