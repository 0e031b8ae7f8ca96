import { closedPaths } from "../../../modules/nodes/go-live/paths";
import { inParallel, publish, send } from "./support/clients";
import { type Front, startHaproxy, startNginx } from "./support/fronts";
import { type Instance, startInstances } from "./support/instances";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";

let instances: readonly Instance[] = [];
let redis: RedisServer;

beforeAll(async () => {
  const env = { RECORD_ENABLED: "1", PPROF: "1" };
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
