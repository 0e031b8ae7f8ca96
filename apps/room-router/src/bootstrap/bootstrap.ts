import type { IncomingMessage, ServerResponse } from "node:http";
import { pseudonym } from "@webrtc-stacks/signaling/core/pseudonym";
import { array, boolean, looseObject, object, optional, parse, record, string, union } from "valibot";
import type { Fleet } from "../core/fleet";
import { rendezvous } from "../core/rendezvous";
import { sameText } from "../core/same-text";
import type { RouterJournal } from "../ports/router-journal";
import type { InstancePools } from "../proxy/instance-pools";
import { replyError, replyJson } from "../proxy/reply";
import type { FileSecret } from "./file-secret";
import type { RelaySource } from "./relay-source";

/** The program's reply. Of its ICE servers only those count that need no password. */
const programReply = object({
  authEnabled: boolean(),
  recordEnabled: boolean(),
  iceServers: array(looseObject({ urls: union([string(), array(string())]), credential: optional(string()) })),
  features: record(string(), boolean()),
});

/** What `/api/bootstrap` needs. */
export interface BootstrapParts {
  readonly source: RelaySource;
  readonly ttlSeconds: number;
  /** Absent: anybody may ask, within the rate limit. */
  readonly token: FileSecret | undefined;
  /** Key of the pseudonyms that relays see instead of addresses. */
  readonly pseudonymKey: string;
  readonly fleet: Fleet;
  readonly pools: InstancePools;
  readonly journal: RouterJournal;
}

/** The reply that the program's pages start from, with short-lived credentials instead of the program's static one. */
export class Bootstrap {
  constructor(private readonly parts: BootstrapParts) {}

  async answer(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    const { journal, pseudonymKey, ttlSeconds, source } = this.parts;
    if (!(await this.allowed(request))) {
      journal.refused("token");
      return replyError(response, 401, "unauthorized");
    }
    try {
      const userId = pseudonym(pseudonymKey, "address", address);
      const [reply, relays] = await Promise.all([this.program(), source.issue({ userId, ttlSeconds })]);
      const open = reply.iceServers.filter(({ credential }) => credential === undefined).map(({ urls }) => ({ urls }));
      journal.credentials("issued");
      replyJson(response, 200, { ...reply, iceServers: [...open, ...relays] });
    } catch {
      // The error may quote an address with a key in it. The program's own reply holds the static password: better none.
      journal.credentials("unavailable");
      replyError(response, 503, "no relay credentials now", { "retry-after": "5" });
    }
  }

  private async program() {
    const instance = rendezvous("", this.parts.fleet.answering);
    if (instance === undefined) {
      throw new Error("no instance answers");
    }
    const sent = await this.parts.pools.send(instance, {
      method: "GET",
      path: "/api/bootstrap",
      headers: {},
      body: null,
    });
    if (sent.kind !== "answered") {
      throw new Error("the instance did not answer");
    }
    return parse(programReply, JSON.parse(sent.answer.body.toString()));
  }

  private async allowed({ headers }: IncomingMessage): Promise<boolean> {
    if (this.parts.token === undefined) {
      return true;
    }
    const own = headers["x-auth-token"];
    const given = typeof own === "string" ? own : /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
    return given !== undefined && sameText(given, await this.parts.token.value());
  }
}
