import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";

/** What can happen to a request on its way to the store. */
export type Fate =
  | "passes"
  /** The store says 503 and does nothing. */
  | "refused"
  /** The connection breaks in the middle of the body. */
  | "cut"
  /** The store does its part, but its answer never arrives. */
  | "unanswered"
  /** A byte of the body changes on the way. */
  | "changed";

/** A store between which and its clients things go wrong. */
export class FlakyStore {
  /** Fates of the next requests by method; "passes" when they run out. */
  fates: Record<string, Fate[]> = {};
  /** Fates that came true, in order. */
  happened: string[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async start(target: URL): Promise<FlakyStore> {
    const server = createServer((incoming, response) => void store.handle(target, incoming, response));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    const store = new FlakyStore(server, typeof address === "object" && address !== null ? address.port : 0);
    return store;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async handle(target: URL, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = incoming.method ?? "";
    const fate = this.fates[method]?.shift() ?? "passes";
    this.happened.push(`${method} ${fate}`);
    if (fate === "cut") {
      incoming.once("data", () => incoming.socket.destroy());
      incoming.once("end", () => incoming.socket.destroy());
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(Buffer.from(chunk));
    }
    if (fate === "refused") {
      return refuse(response, 503, "SlowDown");
    }
    const body = Buffer.concat(chunks);
    if (fate === "changed" && body.length > 0) {
      body.writeUInt8(body.readUInt8(0) ^ 1, 0);
    }
    // As S3 does; the emulator looks away.
    const promised = incoming.headers["content-md5"];
    if (promised !== undefined && promised !== createHash("md5").update(body).digest("base64")) {
      return refuse(response, 400, "BadDigest");
    }
    const { expect: _, ...headers } = incoming.headers;
    const onward = request(
      {
        host: target.hostname,
        port: target.port,
        method,
        path: incoming.url,
        headers: { ...headers, "content-length": body.length },
      },
      (answer) => {
        if (fate === "unanswered") {
          answer.resume();
          answer.once("end", () => incoming.socket.destroy());
        } else {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        }
      },
    );
    onward.once("error", () => response.destroy());
    onward.end(body);
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
