import { createConnection } from "node:net";
import { inParallel, otherThan, play, publish, roomNames, send } from "./support/clients";
import { type Instance, startInstances } from "./support/instances";
import { pause, until } from "./support/programs";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";

const rooms = roomNames("limits", 30);
let instances: readonly Instance[] = [];
let redis: RedisServer;
let router: RoomRouter;

beforeAll(async () => {
  [instances, redis] = await Promise.all([startInstances(), RedisServer.start()]);
  router = await RoomRouter.start(instances, redis.url, {
    MAX_BODY_BYTES: "4096",
    MAX_ROOMS: "100",
    ANSWER_TIMEOUT_MILLISECONDS: "1500",
    CONNECT_TIMEOUT_MILLISECONDS: "500",
    ROOM_LEASE_SECONDS: "30",
  });
});

afterAll(async () => {
  await Promise.all([router.stop(), ...instances.map((instance) => instance.kill()), redis.kill()]);
});

/** What is sent as it is, and what comes back until the connection ends. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port }, () => socket.write(text));
    let got = "";
    socket.on("data", (chunk) => {
      got += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(got));
  });
}

it("refuses an offer that is too large, whether it says so or not", async () => {
  const body = "v=0".padEnd(5000, "\n");
  expect((await send(router.port, "/api/whip/publish/large", { method: "POST", body })).status).toBe(413);
  const chunked = { "transfer-encoding": "chunked" };
  expect((await send(router.port, "/api/whip/publish/large", { method: "POST", body, headers: chunked })).status).toBe(
    413,
  );
});

it("keeps no lease for a publisher whom the program refuses", async () => {
  expect((await send(router.port, "/api/whip/publish/refused", { method: "POST", body: "no offer" })).status).toBe(400);
  await until("the lease is gone", async () => (await redis.get("go-live:room:refused")) === null, 2_000);
});

it("passes on what the program says: a second publisher gets 409, a viewer without one 404", async () => {
  await publish(router.port, "taken");
  expect((await publish(router.port, "taken")).status).toBe(409);
  expect(await play(router.port, "nobody")).toMatchObject({
    status: 404,
    body: '{"error":"no active publisher in this room"}',
  });
});

it("ends connections that send nothing, or too slowly", async () => {
  const slow = raw(router.port, "POST /api/whip/publish/slow HTTP/1.1\r\nHost: a\r\n");
  expect(await slow).toMatch(/^HTTP\/1.1 408 /);
});

it("lets publishers of a frozen instance go on elsewhere within five seconds, and the other rooms go on all the while", async () => {
  const published = await inParallel(rooms, (room) => publish(router.port, room));
  expect(otherThan(published, ({ status }) => status === 201)).toEqual([]);
  const frozen = instances[0];
  const lost = rooms.filter((_, index) => published[index]?.instance === frozen?.id);
  const kept = rooms.filter((room) => !lost.includes(room));
  frozen?.signal("SIGSTOP");
  const since = Date.now();
  const viewers = inParallel(kept, (room) => play(router.port, room));
  const back = await inParallel(lost, async (room) => {
    let got = await publish(router.port, room);
    while (got.status !== 201 && Date.now() - since < 10_000) {
      await pause(200);
      got = await publish(router.port, room);
    }
    return got;
  });
  const milliseconds = Date.now() - since;
  frozen?.signal("SIGCONT");
  await until("the instance is back", async () => frozen !== undefined && (await router.seen(frozen)).up);
  expect(otherThan(back, ({ status, instance }) => status === 201 && instance !== frozen?.id)).toEqual([]);
  expect(milliseconds).toBeLessThan(5_000);
  expect(otherThan(await viewers, ({ status }) => status === 201)).toEqual([]);
});

it("takes no more rooms than it may, and goes on with those it has", async () => {
  const many = await inParallel(roomNames("many", 100), (room) => publish(router.port, room));
  expect(many.filter(({ status }) => status === 503).length).toBeGreaterThan(20);
  expect(many.filter(({ status }) => status !== 503 && status !== 201)).toEqual([]);
  expect((await play(router.port, "taken")).status).toBe(201);
});

it("slows down one address, and not the others", async () => {
  const strict = await RoomRouter.start(instances, redis.url, { ADDRESS_REQUESTS_PER_MINUTE: "60" });
  const got = await inParallel(roomNames("address", 20), () => play(strict.port, "taken", 7));
  const other = await play(strict.port, "taken", 8);
  await strict.stop();
  expect(got.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
  expect(other.status).toBe(201);
});
