import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fleet } from "../core/fleet";
import { sameText } from "../core/same-text";
import type { Upkeep } from "../fleet/upkeep";
import { replyError, replyJson } from "../proxy/reply";
import type { FileSecret } from "./file-secret";
import type { Metrics } from "./metrics";

const drainPath = /^\/instances\/([\w.:-]{1,80})\/drain$/;

/** What operators and drain hooks talk to. It has a port of its own, closed to clients. */
export class Admin {
  constructor(
    private readonly fleet: Fleet,
    private readonly upkeep: Upkeep,
    private readonly metrics: Metrics,
    /** Absent: nobody may order a drain here. */
    private readonly token: FileSecret | undefined,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.answer(request, response);
    } catch {
      replyError(response, 500, "internal error");
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = "" } = request;
    const instance = drainPath.exec(url)?.[1];
    if (instance !== undefined && (method === "PUT" || method === "DELETE")) {
      return this.order(request, response, instance, method === "PUT" ? "drain" : "stop");
    }
    switch (`${method} ${url}`) {
      case "GET /metrics":
        response.writeHead(200, { "content-type": this.metrics.contentType });
        response.end(await this.metrics.text());
        return;
      case "GET /healthz":
        return replyJson(response, 200, { ok: true });
      case "GET /instances":
        return replyJson(response, 200, this.instances());
      default:
        return replyError(response, 404, "not found");
    }
  }

  private async order(
    request: IncomingMessage,
    response: ServerResponse,
    instance: string,
    order: "drain" | "stop",
  ): Promise<void> {
    if (!(await this.allowed(request))) {
      return replyError(response, 401, "unauthorized");
    }
    if (this.fleet.member(instance) === undefined) {
      return replyError(response, 404, "no such instance");
    }
    // Without Redis only this router knows, until Redis is back.
    const shared = await this.upkeep.order(instance, order);
    return replyJson(response, shared ? 200 : 202, { instance, draining: order === "drain", shared });
  }

  private instances() {
    return this.fleet.all.map(({ instance, up, draining, roomCount }) => ({
      id: instance.id,
      up,
      draining,
      rooms: roomCount,
    }));
  }

  private async allowed({ headers }: IncomingMessage): Promise<boolean> {
    const given = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
    return this.token !== undefined && given !== undefined && sameText(given, await this.token.value());
  }
}
