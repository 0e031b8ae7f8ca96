import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";

/** Largest body that a local server reads, bytes: more than the functions take, so that they can refuse it themselves. */
const largestBody = 1_000_000;

/** Starts a server on the loopback address; port 0 takes a free one. */
export async function listen(port: number, listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the server listens on a port");
  }
  return { server, url: `http://127.0.0.1:${address.port}` };
}

/** Reads a body; ends the request if it is far too long. */
export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) {
      request.destroy();
      break;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Headers that let a page of another port call, as the platform is set to for the page's real address. */
export function corsHeaders(request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  return origin === undefined || !/^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(origin)
    ? {}
    : {
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-allow-headers": "authorization, content-type, x-requested-with, x-signalr-user-agent",
        "access-control-allow-methods": "GET, POST",
        vary: "origin",
      };
}
