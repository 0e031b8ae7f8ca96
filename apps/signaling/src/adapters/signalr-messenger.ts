import { SignJWT } from "jose";
import { CachedSecret } from "../core/cached-secret";
import { UpstreamError } from "../core/errors";
import type { Clock } from "../ports/clock";
import type { Messenger } from "../ports/messenger";
import type { TokenSource } from "../ports/token-source";
import type { ClientMethods, NegotiateReply } from "../shared/wire";
import { post } from "./request-json";
import { SignalRAccessKey, signalRScope } from "./signalr-access-key";

const apiVersion = "2022-06-01";

/** Hub that all clients connect to. */
const hub = "signaling";

/** Life of a client's token, seconds: it is looked at when a connection opens, not later. */
const clientTokenSeconds = 3600;

/** Azure SignalR Service in Serverless mode: tokens for clients, and messages to users by its REST interface. */
export class SignalRMessenger implements Messenger {
  private readonly accessKey: CachedSecret;

  constructor(
    /** Address of the service, such as `https://example.service.signalr.net`. */
    private readonly endpoint: string,
    private readonly identity: TokenSource,
    private readonly clock: Clock,
  ) {
    this.accessKey = new CachedSecret(new SignalRAccessKey(endpoint, identity, clock), clock);
  }

  async negotiate(userId: string): Promise<NegotiateReply> {
    const [key] = await this.accessKey.read();
    if (key === undefined) {
      throw new UpstreamError("signalr", "no_access_key");
    }
    const url = new URL(`/client/?hub=${hub}`, this.endpoint).href;
    const now = Math.floor(this.clock.now() / 1000);
    const accessToken = await new SignJWT({ "asrs.s.uid": userId })
      .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: key.id })
      .setAudience(url)
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + clientTokenSeconds)
      .sign(new TextEncoder().encode(key.value));
    return { url, accessToken };
  }

  async send<M extends keyof ClientMethods>(userId: string, method: M, argument: ClientMethods[M]): Promise<void> {
    const url = new URL(`/api/hubs/${hub}/users/${encodeURIComponent(userId)}/:send`, this.endpoint);
    url.searchParams.set("api-version", apiVersion);
    await post("signalr", url, {
      headers: { authorization: `Bearer ${await this.identity.token(signalRScope)}` },
      body: { target: method, arguments: [argument] },
    });
  }
}
