import { createServer, type IncomingMessage, type Server } from "node:http";

/** A request that arrived. */
export interface Asked {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** What a server answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An HTTP server on the loopback address that answers as it is told and remembers what it was asked. */
export class LocalServer {
  readonly asked: Asked[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(answer: (line: string) => Answer): Promise<LocalServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") {
      throw new Error("the server has no port");
    }
    const local = new LocalServer(server, `http://127.0.0.1:${address.port}`);
    server.on("request", async (request, response) => {
      const line = `${request.method} ${request.url}`;
      local.asked.push({ line, authorization: request.headers.authorization, body: await text(request) });
      const { status = 200, headers = {}, body = {} } = answer(line);
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
    return local;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
