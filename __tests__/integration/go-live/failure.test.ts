import { type Got, inParallel, play, publish, roomNames } from "./support/clients";
import { type DrainingFront, everyFront } from "./support/every-front";
import { pause } from "./support/programs";
import { PublishedRooms } from "./support/published-rooms";
import { RedisServer } from "./support/redis";
import { Watching } from "./support/watching";

const rooms = roomNames("failure", 60);
let redis: RedisServer;

beforeAll(async () => {
  redis = await RedisServer.start();
});

afterAll(() => redis.kill());

describe.each(everyFront)("behind %s", (_, start) => {
  let published: PublishedRooms;
  let front: DrainingFront;
  let watching: Watching;
  let orphans: readonly string[] = [];
  /** What the publishers of lost rooms got, and after how many milliseconds. */
  let returned: readonly { readonly got: Got; readonly after: number }[] = [];

  beforeAll(async () => {
    published = await PublishedRooms.start(start, redis, rooms);
    front = published.front;
    await inParallel(rooms, (room) => play(front.port, room));
    const [victim] = published.instances;
    orphans = published.of(victim);
    watching = new Watching([front.port], new Map([...published.homes].filter(([, home]) => home !== victim.id)));
    await pause(300);
    await victim.kill();
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

  afterAll(() => published.stop());

  it("lets every publisher of a killed instance go on elsewhere within five seconds", () => {
    expect(orphans.length).toBeGreaterThan(5);
    expect(returned.filter(({ got, after }) => got.status !== 201 || after > 5_000)).toEqual([]);
  });

  it("leads the viewers of those rooms to where their publisher is now, also when the instance is back", async () => {
    const found = async () =>
      (await inParallel(orphans, (room) => play(front.port, room))).map(({ instance }) => instance);
    const now = returned.map(({ got }) => got.instance);
    expect(await found()).toEqual(now);
    await published.instances[0].restart();
    await pause(2_500);
    expect(await found()).toEqual(now);
  });

  it("costs the rooms of other instances nothing: no viewer refused, no publisher lost", async () => {
    await watching.stop();
    expect(watching.failures).toEqual([]);
    expect(watching.count).toBeGreaterThan(100);
    for (const instance of published.instances.slice(1)) {
      const live = new Map((await instance.rooms()).map((room) => [room.name, room]));
      const own = published.of(instance);
      expect(own.filter((room) => !live.get(room)?.hasPublisher || live.get(room)?.subscribers === 0)).toEqual([]);
    }
  });
});
