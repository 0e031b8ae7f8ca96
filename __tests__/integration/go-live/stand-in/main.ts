import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Rooms } from "./rooms";

/**
 * Stands in for the program: the same routes, answers and variables, without media. It adds `X-Instance` to every answer and
 * writes a line for every request, so that a test sees where a request went.
 *
 * NAME and PRELOADED_ROOMS (how many rooms are live from the start) are its own; the others are the program's.
 */
const env = process.env;
const name = env["NAME"] ?? "stand-in";
const quiet = env["QUIET"] === "1";
const port = Number((env["HTTP_ADDR"] ?? ":8080").split(":").at(-1));
const mostViewers = Number(env["MAX_SUBS_PER_ROOM"] ?? 0);
const largestOffer = 1_048_576;
const answer = `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=${name}\r\nt=0 0\r\n${"a=candidate:1 1 udp 1 127.0.0.1 9 typ host\r\n".repeat(20)}`;
const rooms = new Rooms();
for (let room = 0; room < Number(env["PRELOADED_ROOMS"] ?? 0); room++) {
  rooms.publish(`${name}-room-${room}`);
}

function reply(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "access-control-allow-origin": env["ALLOWED_ORIGIN"] ?? "*",
    "x-instance": name,
  });
  response.end(body);
}

const json = (response: ServerResponse, status: number, value: unknown): void =>
  reply(response, status, "application/json", JSON.stringify(value));
const text = (response: ServerResponse, status: number, body: string): void =>
  reply(response, status, "text/plain; charset=utf-8", body);

function allowed(request: IncomingMessage, token: string | undefined): boolean {
  const given = request.headers["x-auth-token"] ?? request.headers.authorization?.replace(/^bearer /i, "");
  return token !== undefined && given === token;
}

function read(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
    });
    request.on("end", () => resolve(size > largestOffer ? undefined : Buffer.concat(chunks).toString()));
  });
}

async function negotiate(
  request: IncomingMessage,
  response: ServerResponse,
  room: string,
  join: () => "joined" | { status: number; error: string },
): Promise<void> {
  if (request.method === "OPTIONS") {
    return text(response, 204, "");
  }
  if (request.method !== "POST") {
    return text(response, 405, "method not allowed\n");
  }
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(room)) {
    return text(response, 400, "invalid room\n");
  }
  if (env["AUTH_TOKEN"] !== undefined && !allowed(request, env["AUTH_TOKEN"])) {
    return text(response, 401, "unauthorized\n");
  }
  const offer = await read(request);
  if (offer === undefined) {
    return text(response, 413, "request body too large\n");
  }
  if (!offer.startsWith("v=0")) {
    return json(response, 400, { error: "invalid offer" });
  }
  const joined = join();
  if (joined !== "joined") {
    return json(response, joined.status, { error: joined.error });
  }
  reply(response, 201, "application/sdp", answer);
}

const routes: readonly (readonly [
  RegExp,
  (request: IncomingMessage, response: ServerResponse, room: string) => unknown,
])[] = [
  [
    /^\/api\/whip\/publish\/(.*)$/,
    (request, response, room) =>
      negotiate(request, response, room, () =>
        rooms.publish(room) ? "joined" : { status: 409, error: "publisher already exists in this room" },
      ),
  ],
  [
    /^\/api\/whep\/play\/(.*)$/,
    (request, response, room) =>
      negotiate(request, response, room, () => {
        const played = rooms.play(room, mostViewers);
        if (played === "playing") {
          return "joined";
        }
        return played === "full"
          ? { status: 403, error: "subscriber limit reached" }
          : { status: 404, error: "no active publisher in this room" };
      }),
  ],
  [
    /^\/api\/admin\/rooms\/(.*)\/close$/,
    (request, response, room) => {
      if (!allowed(request, env["ADMIN_TOKEN"])) {
        return text(response, 401, "unauthorized\n");
      }
      return rooms.close(room) ? text(response, 200, "") : text(response, 404, "not found\n");
    },
  ],
  [/^\/api\/rooms$/, (_, response) => json(response, 200, rooms.list())],
  [
    /^\/api\/bootstrap$/,
    (_, response) =>
      json(response, 200, {
        authEnabled: env["AUTH_TOKEN"] !== undefined,
        recordEnabled: env["RECORD_ENABLED"] === "1",
        iceServers: [
          { urls: ["stun:stun.example.com:3478"] },
          { urls: ["turn:turn.example.com:3478"], username: "live", credential: env["TURN_PASSWORD"] ?? "static" },
        ],
        features: { rooms: true, records: true },
      }),
  ],
  [
    /^\/api\/records$/,
    (request, response) => (allowed(request, env["ADMIN_TOKEN"]) ? json(response, 200, []) : text(response, 401, "")),
  ],
  [/^\/records\/.*$/, (_, response) => text(response, 200, "a recording, for anybody")],
  [/^\/metrics$/, (_, response) => text(response, 200, `webrtc_rooms ${rooms.list().length}\n`)],
  [/^\/debug\/pprof\/.*$/, (_, response) => text(response, 200, "profiles")],
  [/^\/healthz$/, (_, response) => text(response, 200, "ok")],
  [/^\/web\/.*$/, (_, response) => reply(response, 200, "text/html", "<title>Go-Live</title>")],
];

const server = createServer((request, response) => {
  // As Go's router: percent signs are undone before the path is looked at.
  const path = decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/");
  if (!quiet && path !== "/healthz" && path !== "/api/rooms") {
    console.log(`${request.method} ${path}`);
  }
  for (const [pattern, handle] of routes) {
    const match = pattern.exec(path);
    if (match !== null) {
      handle(request, response, match[1] ?? "");
      return;
    }
  }
  text(response, 404, "404 page not found\n");
});
server.keepAliveTimeout = 60_000;
server.listen(port, "127.0.0.1", () => console.log("listening"));
process.once("SIGTERM", () => process.exit(0));
