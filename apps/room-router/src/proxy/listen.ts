import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Bounds of a server. */
export interface ServerLimits {
  readonly connections: number;
  /** From the first byte of a request to its last, milliseconds. */
  readonly requestMilliseconds: number;
}

/** Starts a server whose every wait ends. */
export async function listen(
  host: string,
  port: number,
  limits: ServerLimits,
  handle: RequestListener,
): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: limits.requestMilliseconds,
      // Longer than balancers keep idle connections (60 s): who closes first must not be the one that gets requests.
      keepAliveTimeout: 75_000,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: 1_000,
      noDelay: true,
    },
    handle,
  );
  server.maxConnections = limits.connections;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, backlog: 4_096 }, resolve);
  });
  return server;
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
