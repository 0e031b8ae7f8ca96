import { inParallel, publish } from "./clients";
import type { DrainingFront, StartFront } from "./every-front";
import { type Instance, startInstances } from "./instances";
import type { RedisServer } from "./redis";

/** Three instances behind a front, and rooms that were published through it. */
export class PublishedRooms {
  private constructor(
    readonly instances: readonly [Instance, Instance, Instance],
    readonly front: DrainingFront,
    /** Id of the instance that each room was put on. */
    readonly homes: ReadonlyMap<string, string>,
  ) {}

  static async start(start: StartFront, redis: RedisServer, rooms: readonly string[]): Promise<PublishedRooms> {
    const [first, second, third] = await startInstances();
    if (first === undefined || second === undefined || third === undefined) {
      throw new Error("fewer than three instances were started");
    }
    const instances = [first, second, third] as const;
    const front = await start(instances, redis);
    const published = await inParallel(rooms, (room) => publish(front.port, room));
    const homes = rooms.map((room, index) => [room, published[index]?.instance ?? ""] as const);
    return new PublishedRooms(instances, front, new Map(homes));
  }

  /** Rooms that were put on an instance. */
  of(instance: Instance): readonly string[] {
    return [...this.homes].filter(([, home]) => home === instance.id).map(([room]) => room);
  }

  async stop(): Promise<void> {
    await this.front.stop();
    await Promise.all(this.instances.map((instance) => instance.kill()));
  }
}
