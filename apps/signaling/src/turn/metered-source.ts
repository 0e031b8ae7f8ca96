import { array, object, pipe, string, transform, union } from "valibot";
import { requestJson } from "../adapters/request-json";
import type { SecretSource } from "../ports/secret-source";
import type { CredentialOrder, TurnSource } from "../ports/turn-source";
import type { IceServer } from "../shared/wire";

const createdShape = object({ apiKey: string() });
const serversShape = array(
  union([
    object({ urls: union([string(), array(string())]), username: string(), credential: string() }),
    pipe(
      object({ urls: union([string(), array(string())]) }),
      transform(() => undefined),
    ),
  ]),
);

/** Relays of Metered (metered.ca), a service. Its secret key travels in the address of the request, so addresses are never logged. */
export class MeteredTurnSource implements TurnSource {
  readonly name = "metered";

  constructor(
    private readonly secretKey: SecretSource,
    /** Base address of the account, such as `https://example.metered.live`. */
    private readonly account: string,
  ) {}

  async issue(order: CredentialOrder): Promise<readonly IceServer[]> {
    const [key] = await this.secretKey.read();
    const created = await requestJson(
      "metered",
      this.url("credential", { secretKey: key?.value ?? "" }),
      createdShape,
      {
        method: "POST",
        body: { expiryInSeconds: order.ttlSeconds, label: order.userId },
      },
    );
    const servers = await requestJson("metered", this.url("credentials", { apiKey: created.apiKey }), serversShape);
    return servers
      .filter((server) => server !== undefined)
      .map((server) => ({ ...server, urls: typeof server.urls === "string" ? [server.urls] : server.urls }));
  }

  private url(what: string, query: Readonly<Record<string, string>>): URL {
    const url = new URL(`/api/v1/turn/${what}`, this.account);
    for (const [name, value] of Object.entries(query)) {
      url.searchParams.set(name, value);
    }
    return url;
  }
}
