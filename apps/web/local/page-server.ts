import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { type Deployment, pageConfigOf, staticWebAppConfig } from "../deploy/deployment";

/** A page as it is published, on the loopback address. */
export interface PageServer {
  readonly url: string;
  stop(): void;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Serves a built page with exactly the headers that it is published with. */
export async function servePage(dist: string, deployment: Deployment): Promise<PageServer> {
  const { globalHeaders } = staticWebAppConfig(deployment);
  const config = JSON.stringify(pageConfigOf(deployment));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const path = normalize(pathname === "/" ? "/index.html" : pathname);
    try {
      const content = path === "/config.json" ? config : await readFile(join(dist, path));
      response.writeHead(200, { ...globalHeaders, "content-type": types[extname(path)] ?? "application/octet-stream" });
      response.end(content);
    } catch {
      response.writeHead(404, globalHeaders).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the server listens on a port");
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
