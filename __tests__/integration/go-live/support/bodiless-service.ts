import { createServer, type Server, type Socket } from "node:net";
import type { Endpoint } from "../../../../modules/nodes/go-live/room-hash-input";
import { roomToken } from "./bootstrap-service";

/**
 * A service behind `/api/bootstrap` that knows nothing of bodies and keeps every connection: what follows a head is the next
 * request. Behind it a proxy shows what it lets through.
 */
export class BodilessService {
  private constructor(
    readonly endpoint: Endpoint,
    private readonly server: Server,
    private readonly sockets: Set<Socket>,
  ) {}

  static start(): Promise<BodilessService> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      let head = "";
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
      socket.on("data", (chunk) => {
        head += chunk.toString("latin1");
        for (let end = head.indexOf("\r\n\r\n"); end >= 0; end = head.indexOf("\r\n\r\n")) {
          socket.write(answer(head.slice(0, end)));
          head = head.slice(end + 4);
        }
      });
    });
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        const port = typeof address === "object" && address !== null ? address.port : 0;
        resolve(new BodilessService({ host: "127.0.0.1", port }, server, sockets));
      });
    });
  }

  kill(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    return new Promise((done) => this.server.close(() => done()));
  }
}

function answer(head: string): string {
  const [request = "", ...lines] = head.split("\r\n");
  const [method, path = ""] = request.split(" ");
  const known = ["/api/bootstrap", "/healthz"].includes(path.split("?")[0] ?? "");
  const token = lines.some((line) => line.toLowerCase() === `x-auth-token: ${roomToken["x-auth-token"]}`);
  const body = method === "HEAD" ? "" : JSON.stringify(token ? { username: "who shows the token" } : {});
  return `HTTP/1.1 ${known ? "200 OK" : "404 Not Found"}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}
