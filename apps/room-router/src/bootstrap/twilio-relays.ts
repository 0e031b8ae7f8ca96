import { requestJson } from "@webrtc-stacks/signaling/adapters/request-json";
import type { CredentialOrder } from "@webrtc-stacks/signaling/ports/turn-source";
import type { IceServer } from "@webrtc-stacks/signaling/wire";
import { array, object, optional, string } from "valibot";
import type { FileSecret } from "./file-secret";
import type { RelaySource } from "./relay-source";

const shape = object({
  ice_servers: array(object({ urls: string(), username: optional(string()), credential: optional(string()) })),
});

/** Network Traversal Service of Twilio. */
export class TwilioRelays implements RelaySource {
  constructor(
    private readonly account: string,
    private readonly token: FileSecret,
    private readonly api = "https://api.twilio.com",
  ) {}

  async issue({ ttlSeconds }: CredentialOrder): Promise<readonly IceServer[]> {
    const basic = Buffer.from(`${this.account}:${await this.token.value()}`).toString("base64");
    const reply = await requestJson(
      "twilio",
      new URL(`/2010-04-01/Accounts/${this.account}/Tokens.json`, this.api),
      shape,
      {
        method: "POST",
        headers: { authorization: `Basic ${basic}` },
        body: new URLSearchParams({ Ttl: String(ttlSeconds) }),
      },
    );
    return reply.ice_servers.flatMap(({ urls, username, credential }) =>
      username === undefined || credential === undefined ? [] : [{ urls: [urls], username, credential }],
    );
  }
}
