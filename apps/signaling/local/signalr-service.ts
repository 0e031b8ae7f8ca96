import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { jwtVerify } from "jose";
import { type WebSocket, WebSocketServer } from "ws";
import { localToken } from "./azure-platform";
import { corsHeaders, listen, readAll } from "./http";

/** Ends every message of the hub protocol (JSON). */
const separator = "\u001e";

const messageType = { invocation: 1, ping: 6, close: 7 } as const;

const pingEvery = 10_000;

/** A SignalR service in Serverless mode, as far as this project uses it: the hub protocol to clients, REST from the functions. */
export class LocalSignalRService {
  private readonly sockets = new Map<string, Set<WebSocket>>();
  private readonly accessKey = `${randomUUID()}${randomUUID()}`;
  private readonly webSockets = new WebSocketServer({ noServer: true });

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(port: number): Promise<LocalSignalRService> {
    const waiting: { service?: LocalSignalRService } = {};
    const { server, url } = await listen(port, (request, response) => {
      waiting.service?.serve(request, response).catch(() => response.writeHead(500).end());
    });
    const service = new LocalSignalRService(server, url);
    waiting.service = service;
    server.on("upgrade", (request, socket, head) => {
      service.userOf(request).then(
        (user) => service.webSockets.handleUpgrade(request, socket, head, (client) => service.connect(user, client)),
        () => socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n"),
      );
    });
    return service;
  }

  stop(): void {
    for (const client of this.webSockets.clients) {
      client.terminate();
    }
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.url);
    const cors = corsHeaders(request);
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json", ...cors }).end(JSON.stringify(body));
    };
    const user = /^\/api\/hubs\/signaling\/users\/([^/]+)\/:send$/.exec(pathname)?.[1];
    if (request.method === "OPTIONS") {
      response.writeHead(204, cors).end();
    } else if (pathname === "/client/negotiate") {
      await this.userOf(request).then(
        () => json(200, negotiation()),
        () => json(401, {}),
      );
    } else if (request.headers.authorization !== `Bearer ${localToken}`) {
      json(401, {});
    } else if (pathname === "/api/v1/auth/accessKey") {
      json(200, { KeyId: "local", AccessKey: this.accessKey });
    } else if (user !== undefined) {
      const { target, arguments: values } = JSON.parse((await readAll(request)).toString());
      this.send(decodeURIComponent(user), { type: messageType.invocation, target, arguments: values });
      json(202, {});
    } else {
      json(404, {});
    }
  }

  private send(user: string, message: unknown): void {
    for (const client of this.sockets.get(user) ?? []) {
      client.send(JSON.stringify(message) + separator);
    }
  }

  private connect(user: string, client: WebSocket): void {
    const mine = this.sockets.get(user) ?? new Set();
    this.sockets.set(user, mine.add(client));
    const pings = setInterval(() => client.send(JSON.stringify({ type: messageType.ping }) + separator), pingEvery);
    client.once("message", () => {
      client.send(`{}${separator}`);
      client.on("message", (data) => refuseInvocations(client, String(data)));
    });
    client.once("close", () => {
      clearInterval(pings);
      mine.delete(client);
    });
  }

  /** The user of a client's token, which comes as a header, or in the address where a browser cannot set headers. */
  private async userOf(request: IncomingMessage): Promise<string> {
    const { searchParams } = new URL(request.url ?? "/", this.url);
    const token = searchParams.get("access_token") ?? (request.headers.authorization ?? "").replace(/^Bearer /, "");
    const { payload } = await jwtVerify(token, new TextEncoder().encode(this.accessKey), {
      algorithms: ["HS256"],
      audience: `${this.url}/client/?hub=signaling`,
    });
    return String(payload["asrs.s.uid"]);
  }
}

/** In Serverless mode without upstream a client listens; the service disconnects one that calls. */
function refuseInvocations(client: WebSocket, data: string): void {
  const calls = data.split(separator).some((part) => part !== "" && JSON.parse(part).type === messageType.invocation);
  if (calls) {
    client.send(
      JSON.stringify({ type: messageType.close, error: "Serverless mode takes no invocations." }) + separator,
    );
    client.close();
  }
}

function negotiation(): unknown {
  return {
    negotiateVersion: 1,
    connectionId: randomUUID(),
    connectionToken: randomUUID(),
    availableTransports: [{ transport: "WebSockets", transferFormats: ["Text"] }],
  };
}
