import { inParallel, otherThan, play, publish, roomNames } from "./support/clients";
import { type Instance, startInstances } from "./support/instances";
import { pause, until } from "./support/programs";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";
import { Watching } from "./support/watching";

const early = roomNames("early", 60);
const late = roomNames("late", 30);
let instances: readonly Instance[] = [];
let redis: RedisServer;
let routers: readonly RoomRouter[] = [];
let watching: Watching;
const homes = new Map<string, string>();

const port = (index: number): number => routers[index % routers.length]?.port ?? 0;

beforeAll(async () => {
  [instances, redis] = await Promise.all([startInstances(), RedisServer.start()]);
  routers = await Promise.all([0, 1].map(() => RoomRouter.start(instances, redis.url)));
  // Half of the rooms begin while an instance drains, so that they are not where the hash says.
  const [first] = instances;
  if (first === undefined) {
    throw new Error("there are three instances");
  }
  await routers[0]?.order(first, "PUT");
  await until("both routers know of the drain", async () => (await routers[1]?.seen(first))?.draining === true);
  const published = await inParallel(early, (room, index) => publish(port(index), room));
  for (const [index, room] of early.entries()) {
    homes.set(room, published[index]?.instance ?? "");
  }
  await routers[0]?.order(first, "DELETE");
  await until("the drain is over", async () => (await routers[1]?.seen(first))?.draining === false);
  watching = new Watching(
    routers.map((router) => router.port),
    homes,
  );
  await pause(500);
});

afterAll(async () => {
  await watching.stop();
  await Promise.all([
    ...routers.map((router) => router.stop()),
    ...instances.map((instance) => instance.kill()),
    redis.kill(),
  ]);
});

it("says that the directory is away while Redis is dead", async () => {
  await redis.kill();
  await until("both routers say so", async () =>
    (await Promise.all(routers.map((router) => router.metric("directory_up")))).every((up) => up === 0),
  );
});

it("places new rooms by hash meanwhile, so that both routers find them", async () => {
  const published = await inParallel(late, (room, index) => publish(port(index), room));
  const played = await inParallel(late, (room, index) => play(port(index + 1), room));
  expect(otherThan(published, ({ status }) => status === 201)).toEqual([]);
  expect(played.map(({ instance }) => instance)).toEqual(published.map(({ instance }) => instance));
  expect(
    (await Promise.all(routers.map((router) => router.metric("fallback_placements_total")))).reduce((a, b) => a + b),
  ).toBeGreaterThanOrEqual(late.length);
});

it("keeps a drain that was ordered while Redis was dead, and tells it afterwards", async () => {
  const last = instances.at(-1);
  if (last === undefined || routers[0] === undefined || routers[1] === undefined) {
    throw new Error("there are instances and routers");
  }
  expect(await routers[0].order(last, "PUT")).toBe(202);
  await redis.restart();
  await until("the other router knows", async () => (await routers[1]?.seen(last))?.draining === true, 5_000);
});

it("writes the leases of all live rooms into the empty Redis, where they are and not where the hash says", async () => {
  await until("the leases are back", async () => (await redis.get(`go-live:room:${early.at(-1)}`)) !== null, 5_000);
  const leases = await inParallel(early, (room) => redis.get(`go-live:room:${room}`));
  expect(leases).toEqual(early.map((room) => homes.get(room)));
  expect(await Promise.all(routers.map((router) => router.metric("directory_up")))).toEqual([1, 1]);
});

it("goes on while Redis hangs without closing a connection", async () => {
  redis.freeze();
  const started = Date.now();
  const names = roomNames("hanging", 30);
  const published = await inParallel(names, (room, index) => publish(port(index), room));
  const milliseconds = Date.now() - started;
  redis.thaw();
  expect(otherThan(published, ({ status }) => status === 201)).toEqual([]);
  expect(milliseconds).toBeLessThan(3_000);
});

it("refused not one request for a live room all the while", async () => {
  await watching.stop();
  expect(watching.failures).toEqual([]);
  expect(watching.count).toBeGreaterThan(200);
});
