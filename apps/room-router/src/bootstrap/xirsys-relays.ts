import { requestJson } from "@webrtc-stacks/signaling/adapters/request-json";
import type { CredentialOrder } from "@webrtc-stacks/signaling/ports/turn-source";
import type { IceServer } from "@webrtc-stacks/signaling/wire";
import { array, literal, object, string } from "valibot";
import type { FileSecret } from "./file-secret";
import type { RelaySource } from "./relay-source";

const shape = object({
  s: literal("ok"),
  v: object({ iceServers: object({ urls: array(string()), username: string(), credential: string() }) }),
});

/** Relays of Xirsys. */
export class XirsysRelays implements RelaySource {
  constructor(
    private readonly ident: string,
    private readonly channel: string,
    private readonly secret: FileSecret,
    private readonly api = "https://global.xirsys.net",
  ) {}

  async issue({ ttlSeconds }: CredentialOrder): Promise<readonly IceServer[]> {
    const basic = Buffer.from(`${this.ident}:${await this.secret.value()}`).toString("base64");
    const reply = await requestJson("xirsys", new URL(`/_turn/${this.channel}`, this.api), shape, {
      method: "PUT",
      headers: { authorization: `Basic ${basic}` },
      body: { format: "urls", expire: String(ttlSeconds) },
    });
    const { urls, username, credential } = reply.v.iceServers;
    return [{ urls: urls.filter((url) => url.startsWith("turn")), username, credential }];
  }
}
