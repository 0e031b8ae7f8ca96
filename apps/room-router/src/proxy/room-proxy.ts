import type { IncomingMessage, ServerResponse } from "node:http";
import type { RateLimit } from "@webrtc-stacks/signaling/core/rate-limit";
import type { Directory, Placement } from "../core/directory";
import type { Fleet } from "../core/fleet";
import type { Refusal, RouterJournal } from "../ports/router-journal";
import type { ClientAddress } from "./client-address";
import { answerHeaders, requestHeaders } from "./headers";
import type { Answer, Outgoing } from "./instance-pool";
import type { InstancePools } from "./instance-pools";
import { readBody } from "./read-body";
import { replyError } from "./reply";
import { type Route, route } from "./routes";

/** Instances that one request is tried at. */
const attempts = 3;

/** Answers of the program that leave a room where a publisher asked for it. */
const published = new Set([201, 409]);

/** What the proxy needs. */
export interface RoomProxyParts {
  readonly fleet: Fleet;
  readonly directory: Directory;
  readonly pools: InstancePools;
  readonly rate: RateLimit;
  readonly clientAddress: ClientAddress;
  readonly maxBodyBytes: number;
  readonly journal: RouterJournal;
}

/** Passes requests of clients on to the instance that has the room. */
export class RoomProxy {
  constructor(private readonly parts: RoomProxyParts) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const [path = ""] = (request.url ?? "").split("?", 1);
    const asked = route(request.method ?? "", path);
    try {
      await this.answer(asked, path, request, response);
    } catch {
      // The client left, or something that nobody thought of: it ends this request, not the router.
      if (response.headersSent) {
        response.destroy();
      } else {
        replyError(response, 500, "internal error");
      }
    }
    this.parts.journal.request(asked.kind, response.statusCode, (performance.now() - started) / 1000);
  }

  private async answer(asked: Route, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    switch (asked.kind) {
      case "closed":
        return this.refuse(response, "closed", 404, "not found");
      case "wrong-method":
        return this.refuse(response, "closed", 405, "method not allowed");
      case "wrong-name":
        return this.refuse(response, "name", 400, "invalid room");
      case "health":
        return this.health(response);
    }
    const address = this.parts.clientAddress(request);
    const wait = this.parts.rate.take(address);
    if (wait !== undefined) {
      return this.refuse(response, "rate", 429, "too many requests", { "retry-after": String(wait) });
    }
    switch (asked.kind) {
      case "page":
        return this.pass(response, outgoing(request, path, null), async () => this.parts.directory.any(path));
      case "publish":
      case "play":
      case "close":
        return this.room(asked.kind, asked.room, path, request, response);
    }
  }

  private async room(
    kind: "publish" | "play" | "close",
    room: string,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { directory, maxBodyBytes } = this.parts;
    const body = await readBody(request, maxBodyBytes);
    if (body === undefined) {
      return this.refuse(response, "body", 413, "request body too large", { connection: "close" });
    }
    const passed = outgoing(request, path, body.length === 0 ? null : body);
    const publishes = kind === "publish" && passed.method === "POST";
    await this.pass(
      response,
      passed,
      () => (publishes ? directory.claim(room) : directory.find(room)),
      async (placement, { status }) => {
        if (publishes && published.has(status)) {
          directory.confirm(room, placement.instance);
        } else if (publishes && placement.made) {
          await directory.withdraw(room, placement.instance);
        }
      },
    );
  }

  /** Sends a request where it belongs; to another instance if that one turns out to be dead. */
  private async pass(
    response: ServerResponse,
    request: Outgoing,
    place: () => Promise<Placement>,
    settle?: (placement: Placement & { readonly kind: "at" }, answer: Answer) => Promise<void>,
  ): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const placement = await place();
      if (placement.kind === "none") {
        break;
      }
      if (placement.kind === "full") {
        return this.refuse(response, "rooms", 503, "too many rooms", { "retry-after": "30" });
      }
      const sent = await this.parts.pools.send(placement.instance, request);
      switch (sent.kind) {
        case "answered": {
          const { status, headers, body } = sent.answer;
          response.writeHead(status, answerHeaders(headers, body.length));
          response.end(body);
          return settle?.(placement, sent.answer);
        }
        case "busy":
          return this.refuse(response, "busy", 503, "busy", { "retry-after": "1" });
        case "lost":
          return replyError(response, sent.status, "the instance did not answer", { "retry-after": "1" });
      }
    }
    return this.refuse(response, "no-instance", 503, "no instance", { "retry-after": "1" });
  }

  private health(response: ServerResponse): void {
    const alive = this.parts.fleet.answering.length > 0;
    response.writeHead(alive ? 200 : 503, { "content-type": "text/plain", "cache-control": "no-store" });
    response.end(alive ? "ok" : "no instance answers");
  }

  private refuse(
    response: ServerResponse,
    cause: Refusal,
    status: number,
    error: string,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    this.parts.journal.refused(cause);
    replyError(response, status, error, headers);
  }
}

function outgoing(request: IncomingMessage, path: string, body: Buffer | null): Outgoing {
  const { method } = request;
  return {
    method: method === "POST" || method === "OPTIONS" ? method : "GET",
    path,
    headers: requestHeaders(request.headers),
    body,
  };
}
