import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closedPaths } from "../../../modules/nodes/go-live/paths";
import { inParallel, publish, send } from "./support/clients";
import { type Front, startHaproxy, startNginx } from "./support/fronts";
import { type Instance, startInstances } from "./support/instances";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";

const password = "the-static-password-of-the-relay";
let instances: readonly Instance[] = [];
let redis: RedisServer;

beforeAll(async () => {
  const env = { RECORD_ENABLED: "1", PPROF: "1", TURN_PASSWORD: password };
  [instances, redis] = await Promise.all([startInstances(1, env), RedisServer.start()]);
});

afterAll(async () => {
  await Promise.all([...instances, redis].map((running) => running.kill()));
});

/** Spellings of a path that some proxies take for another one. */
function spellings(path: string): readonly string[] {
  const encoded = path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return [
    path,
    `/${path}`,
    encoded,
    `${path}?x=/web/index.html`,
    `/web/..${path}`,
    `/web/%2e%2e${path}`,
    `/web/..%2f${path.slice(1)}`,
    `/api/whip/publish/..%2f..%2f..${path}`,
    `/api/whep/play/../../..${path}`,
    path.toUpperCase(),
  ];
}

const fronts: readonly (readonly [string, () => Promise<Front>])[] = [
  ["nginx", () => startNginx(instances)],
  ["HAProxy", () => startHaproxy(instances)],
  ["room router", () => RoomRouter.start(instances, redis.url)],
];
const closed = [...closedPaths, "/api/bootstrap", "/stats", "/debug/pprof/profile", "/api/admin/rooms/"];

describe.each(fronts)("%s", (name, start) => {
  let front: Front;

  beforeAll(async () => {
    front = await start();
  });

  afterAll(() => front.stop());

  it.each(closed)("closes %s in every spelling, for every method", async (path) => {
    const tries = spellings(path).flatMap((spelling) =>
      ["GET", "POST", "HEAD"].map((method) => ({ method, spelling })),
    );
    await inParallel(tries, ({ method, spelling }) => send(front.port, spelling, { method }));
    const wanted = path.replace(/\/$/, "").toLowerCase();
    const reached = instances.flatMap(({ requests }) => requests).filter((line) => line.toLowerCase().includes(wanted));
    expect(reached).toEqual([]);
  });

  it("lets the demo pages and rooms through", async () => {
    expect((await send(front.port, "/web/index.html")).status).toBe(200);
    expect((await publish(front.port, `open-${name.replace(" ", "-")}`)).status).toBe(201);
  });
});

describe("/api/bootstrap of the room router", () => {
  let router: RoomRouter;
  const directory = mkdtempSync(join(tmpdir(), "go-live-secrets-"));
  const [secretFile, tokenFile] = [join(directory, "turn"), join(directory, "token")];

  beforeAll(async () => {
    writeFileSync(secretFile, "shared-secret-of-the-fleet\n");
    writeFileSync(tokenFile, "token-of-the-pages\n");
    router = await RoomRouter.start(instances, redis.url, {
      TURN_SOURCE: "fleet",
      TURN_SECRET_FILE: secretFile,
      TURN_URLS: "turn:turn.example.com:3478?transport=udp",
      BOOTSTRAP_TOKEN_FILE: tokenFile,
    });
  });

  afterAll(() => router.stop());

  it("holds short-lived credentials, and not the program's password", async () => {
    const { status, body } = await send(router.port, "/api/bootstrap", {
      headers: { "x-auth-token": "token-of-the-pages" },
    });
    expect(status).toBe(200);
    expect(body).not.toContain(password);
    const { iceServers } = JSON.parse(body);
    expect(iceServers).toEqual([
      { urls: ["stun:stun.example.com:3478"] },
      {
        urls: ["turn:turn.example.com:3478?transport=udp"],
        username: expect.stringMatching(/^\d{10}:[\w-]{22}$/),
        credential: expect.stringMatching(/^[\w+/]{27}=$/),
      },
    ]);
    const lives = Number(iceServers[1].username.split(":")[0]) - Date.now() / 1000;
    expect(lives).toBeGreaterThan(590);
    expect(lives).toBeLessThanOrEqual(600);
  });

  it("is refused without the token", async () => {
    expect((await send(router.port, "/api/bootstrap")).status).toBe(401);
  });
});
