import { inParallel, otherThan, play, publish, roomNames } from "./support/clients";
import { type Front, startClientIpAffinity, startHaproxy, startNginx } from "./support/fronts";
import { type Instance, startInstances } from "./support/instances";
import { RedisServer } from "./support/redis";
import { RoomRouter } from "./support/router";

const rooms = 200;
const viewers = 5;
let instances: readonly Instance[] = [];
let redis: RedisServer;

beforeAll(async () => {
  [instances, redis] = await Promise.all([startInstances(), RedisServer.start()]);
});

afterAll(async () => {
  await Promise.all([...instances, redis].map((running) => running.kill()));
});

/** What became of the viewers of 200 rooms; every publisher and viewer has an address of its own. */
interface Outcome {
  readonly together: number;
  readonly apart: readonly string[];
  readonly perInstance: ReadonlyMap<string, number>;
}

async function fill(front: Front, prefix: string): Promise<Outcome> {
  const names = roomNames(prefix, rooms);
  const publishers = await inParallel(names, (room, index) => publish(front.port, room, index * (viewers + 1)));
  expect(otherThan(publishers, ({ status }) => status === 201)).toEqual([]);
  const seats = names.flatMap((room, index) =>
    Array.from({ length: viewers }, (_, viewer) => ({ room, index, client: index * (viewers + 1) + viewer + 1 })),
  );
  const watched = await inParallel(seats, ({ room, client }) => play(front.port, room, client));
  const apart: string[] = [];
  for (const [seat, { room, index }] of seats.entries()) {
    const got = watched[seat];
    if (got?.status !== 201 || got.instance !== publishers[index]?.instance) {
      apart.push(`${room}: ${got?.status} from ${got?.instance}, publisher on ${publishers[index]?.instance}`);
    }
  }
  const perInstance = new Map<string, number>();
  for (const { instance } of publishers) {
    perInstance.set(instance, (perInstance.get(instance) ?? 0) + 1);
  }
  return { together: seats.length - apart.length, apart, perInstance };
}

const fronts: readonly (readonly [string, () => Promise<Front>])[] = [
  ["nginx", () => startNginx(instances)],
  ["haproxy", () => startHaproxy(instances)],
  ["router", () => RoomRouter.start(instances, redis.url)],
  ["nginx-before-two-routers", () => startBeforeRouters(startNginx)],
  ["haproxy-before-two-routers", () => startBeforeRouters(startHaproxy)],
];

/** As the shapes with a room directory have it. */
async function startBeforeRouters(startProxy: typeof startNginx): Promise<Front> {
  const env = { TRUSTED_PROXIES: "1" };
  const routers = await Promise.all([0, 1].map(() => RoomRouter.start(instances, redis.url, env)));
  const proxy = await startProxy(instances, routers);
  return {
    name: proxy.name,
    port: proxy.port,
    stop: async () => {
      await Promise.all([proxy, ...routers].map((front) => front.stop()));
    },
  };
}

describe.each(fronts)("%s", (name, start) => {
  let front: Front;
  let outcome: Outcome;

  beforeAll(async () => {
    front = await start();
    outcome = await fill(front, `affinity-${name}`);
  });

  afterAll(() => front.stop());

  it("brings publisher and five viewers of each of 200 rooms to one instance", () => {
    expect(outcome.apart).toEqual([]);
  });

  it("spreads the rooms over all instances", () => {
    const counts = instances.map(({ id }) => outcome.perInstance.get(id) ?? 0);
    expect(Math.min(...counts)).toBeGreaterThan(rooms / instances.length / 3);
  });
});

it("would lose viewers by the seed's ClientIP affinity: two of three get 404", async () => {
  const front = await startClientIpAffinity(instances);
  const { apart } = await fill(front, "client-ip");
  await front.stop();
  expect(apart.length / (rooms * viewers)).toBeGreaterThan(0.5);
});
