import { type Got, inParallel, play, publish, roomNames } from "./support/clients";
import { type DrainingFront, everyFront } from "./support/every-front";
import { type Instance, startInstances } from "./support/instances";
import { pause } from "./support/programs";
import { RedisServer } from "./support/redis";
import { Watching } from "./support/watching";

const rooms = roomNames("failure", 60);
let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});

afterAll(() => redis.kill());

describe.each(everyFront)("behind %s", (_, start) => {
  let instances: readonly Instance[] = [];
  let front: DrainingFront;
  let watching: Watching;
  /** Where each room was before. */
  let homes: ReadonlyMap<string, string>;
  let orphans: readonly string[] = [];
  /** What the publishers of lost rooms got, and after how many milliseconds. */
  let returned: readonly { readonly got: Got; readonly after: number }[] = [];

  beforeAll(async () => {
    instances = await startInstances();
    front = await start(instances, redis);
    const published = await inParallel(rooms, (room) => publish(front.port, room));
    homes = new Map(rooms.map((room, index) => [room, published[index]?.instance ?? ""]));
    await inParallel(rooms, (room) => play(front.port, room));
    const [victim] = instances;
    orphans = rooms.filter((room) => homes.get(room) === victim?.id);
    watching = new Watching([front.port], new Map([...homes].filter(([, home]) => home !== victim?.id)));
    await pause(300);
    await victim?.kill();
    const killed = Date.now();
    returned = await inParallel(orphans, async (room) => {
      let got = await publish(front.port, room);
      while (got.status !== 201 && Date.now() - killed < 10_000) {
        await pause(100);
        got = await publish(front.port, room);
      }
      return { got, after: Date.now() - killed };
    });
    await pause(500);
  });

  afterAll(async () => {
    await front.stop();
    await Promise.all(instances.map((instance) => instance.kill()));
  });

  it("lets every publisher of a killed instance go on elsewhere within five seconds", () => {
    expect(orphans.length).toBeGreaterThan(5);
    expect(returned.filter(({ got, after }) => got.status !== 201 || after > 5_000)).toEqual([]);
  });

  it("leads the viewers of those rooms to where their publisher is now, also when the instance is back", async () => {
    const found = async () =>
      (await inParallel(orphans, (room) => play(front.port, room))).map(({ instance }) => instance);
    const now = returned.map(({ got }) => got.instance);
    expect(await found()).toEqual(now);
    await instances[0]?.restart();
    await pause(2_500);
    expect(await found()).toEqual(now);
  });

  it("costs the rooms of other instances nothing: no viewer refused, no publisher lost", async () => {
    await watching.stop();
    expect(watching.failures).toEqual([]);
    expect(watching.count).toBeGreaterThan(100);
    for (const instance of instances.slice(1)) {
      const live = new Map((await instance.rooms()).map((room) => [room.name, room]));
      const own = rooms.filter((room) => homes.get(room) === instance.id);
      expect(own.filter((room) => !live.get(room)?.hasPublisher || live.get(room)?.subscribers === 0)).toEqual([]);
    }
  });
});
