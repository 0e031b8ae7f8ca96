import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { HttpRequest, type HttpResponseInit, InvocationContext } from "@azure/functions";
import { type Registration, registrations, terminators } from "@azure/functions-core";
import { corsHeaders, listen, readAll } from "./http";

/** A running host. */
export interface FunctionsHost {
  /** Base address of the interface, such as `http://127.0.0.1:7071/api`. */
  readonly api: string;
  stop(): Promise<void>;
}

/** How often the local host runs the sweep, milliseconds: more often than in the cloud, to be seen. */
const sweepEvery = 5000;

/** Serves the functions that were registered, on the loopback address, as the Functions host would. */
export async function startFunctionsHost(port: number, log: (line: string) => void): Promise<FunctionsHost> {
  const { server, url } = await listen(port, (request, response) => {
    serve(request, response, log).catch(() => response.writeHead(500).end());
  });
  const timer = setInterval(() => {
    runTimer("sweep", log).catch(() => log("sweep failed"));
  }, sweepEvery);
  return { api: `${url}/api`, stop: () => stop(server, timer) };
}

async function stop(server: Server, timer: NodeJS.Timeout): Promise<void> {
  clearInterval(timer);
  for (const terminate of terminators) {
    await terminate({});
  }
  server.closeAllConnections();
  server.close();
}

async function serve(request: IncomingMessage, response: ServerResponse, log: (line: string) => void): Promise<void> {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`);
  const cors = corsHeaders(request);
  if (request.method === "OPTIONS") {
    response.writeHead(204, cors).end();
    return;
  }
  const timer = /^\/admin\/functions\/(\w+)$/.exec(url.pathname)?.[1];
  if (timer !== undefined) {
    await runTimer(timer, log);
    response.writeHead(202).end();
    return;
  }
  const found = match(request.method ?? "GET", url.pathname);
  if (found === undefined) {
    response.writeHead(404, cors).end();
    return;
  }
  const body = await readAll(request);
  const reply = await found.registration.callback(
    toRequest(request, url, found.params, body),
    context(found.registration, log),
  );
  write(response, cors, reply);
}

function write(response: ServerResponse, cors: Record<string, string>, reply: HttpResponseInit | undefined): void {
  response.writeHead(reply?.status ?? 204, { ...Object.fromEntries(new Headers(toHeaders(reply))), ...cors });
  response.end(typeof reply?.body === "string" ? reply.body : undefined);
}

function toHeaders(reply: HttpResponseInit | undefined): [string, string][] {
  const headers = reply?.headers ?? {};
  return Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
}

async function runTimer(name: string, log: (line: string) => void): Promise<void> {
  const registration = registrations.find((candidate) => candidate.name === name);
  if (registration !== undefined && Object.values(registration.bindings).some(({ type }) => type === "timerTrigger")) {
    await registration.callback({ isPastDue: false }, context(registration, log));
  }
}

function match(
  method: string,
  path: string,
): { registration: Registration; params: Record<string, string> } | undefined {
  for (const registration of registrations) {
    for (const { type, route, methods } of Object.values(registration.bindings)) {
      const pattern = new RegExp(`^/api/${(route ?? "").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
      const found = type === "httpTrigger" && methods?.includes(method) ? pattern.exec(path) : null;
      if (found !== null) {
        const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
        return { registration, params: Object.fromEntries(params) };
      }
    }
  }
  return undefined;
}

/** The platform appends the address that it saw to X-Forwarded-For. */
function toRequest(request: IncomingMessage, url: URL, params: Record<string, string>, body: Buffer): HttpRequest {
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const { remoteAddress, remotePort } = request.socket;
  const seen = [request.headers["x-forwarded-for"], `${remoteAddress}:${remotePort}`].filter(Boolean).join(", ");
  return new HttpRequest({
    method: request.method ?? "GET",
    url: url.href,
    headers: { ...Object.fromEntries(headers), "x-forwarded-for": seen },
    params,
    ...(body.length === 0 ? {} : { body: { bytes: body } }),
  });
}

function context({ name }: Registration, log: (line: string) => void): InvocationContext {
  return new InvocationContext({
    functionName: name,
    logHandler: (_level, ...text) => log(`${name} ${text.join(" ")}`),
  });
}
