import { inParallel, otherThan, play, publish, roomNames } from "./support/clients";
import { type DrainingFront, everyFront } from "./support/every-front";
import { type Instance, startInstances } from "./support/instances";
import { until } from "./support/programs";
import { PublishedRooms } from "./support/published-rooms";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";

const before = roomNames("before", 45);
const after = roomNames("after", 45);
let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});

afterAll(() => redis.kill());

describe.each(everyFront)("behind %s", (_, start) => {
  let published: PublishedRooms;
  let front: DrainingFront;
  let leaving: Instance;
  let own: readonly string[] = [];

  beforeAll(async () => {
    published = await PublishedRooms.start(start, redis, before);
    front = published.front;
    // Redis remembers it: the first one serves in the last tests.
    [, leaving] = published.instances;
    own = published.of(leaving);
    await front.drain(leaving);
  });

  afterAll(() => published.stop());

  it("gives a draining instance no new room", async () => {
    const got = await inParallel(after, (room) => publish(front.port, room));
    expect(otherThan(got, ({ status, instance }) => status === 201 && instance !== leaving.id)).toEqual([]);
  });

  it("still leads viewers to the rooms that it has", async () => {
    expect(own.length).toBeGreaterThan(5);
    const got = await inParallel(own, (room) => play(front.port, room));
    expect(otherThan(got, ({ status, instance }) => status === 201 && instance === leaving.id)).toEqual([]);
  });

  it("is empty when its last publisher left, and stays so when they come back", async () => {
    await inParallel(own, (room) => leaving.close(room));
    await until("the instance is empty", async () => (await leaving.rooms()).length === 0);
    const got = await inParallel(own, (room) => publish(front.port, room));
    expect(otherThan(got, ({ status, instance }) => status === 201 && instance !== leaving.id)).toEqual([]);
    expect(await leaving.rooms()).toEqual([]);
  });
});

describe("the room router's drain", () => {
  let instances: readonly Instance[] = [];
  let routers: readonly [RoomRouter, RoomRouter];

  beforeAll(async () => {
    instances = await startInstances(2);
    routers = [await RoomRouter.start(instances, redis.url), await RoomRouter.start(instances, redis.url)];
  });

  afterAll(async () => {
    await Promise.all([...routers.map((router) => router.stop()), ...instances.map((instance) => instance.kill())]);
  });

  const first = (): Instance => {
    const [instance] = instances;
    if (instance === undefined) {
      throw new Error("there are two instances");
    }
    return instance;
  };

  it("takes no order without its token", async () => {
    expect(await routers[0].order(first(), "PUT", "another")).toBe(401);
    expect((await routers[0].seen(first())).draining).toBe(false);
  });

  it("is known to every router within two seconds, and ends when it is called off", async () => {
    expect(await routers[0].order(first(), "PUT")).toBe(200);
    await until("the other router knows", async () => (await routers[1].seen(first())).draining, 2_000);
    expect(await routers[1].order(first(), "DELETE")).toBe(200);
    await until("the first router knows", async () => !(await routers[0].seen(first())).draining, 2_000);
  });
});
