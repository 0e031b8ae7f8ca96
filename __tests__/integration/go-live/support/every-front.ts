import { type Front, startHaproxy, startNginx } from "./fronts";
import type { Instance } from "./instances";
import type { RedisServer } from "./redis";
import { RoomRouter } from "./router";

/** A front under which an instance can be told to take no new room. */
export interface DrainingFront extends Front {
  drain(instance: Instance): Promise<void>;
}

/** Starts a front before instances. Only the room router asks Redis. */
export type StartFront = (instances: readonly Instance[], redis: RedisServer) => Promise<DrainingFront>;

/** The three fronts, for `describe.each`. */
export const everyFront: readonly (readonly [string, StartFront])[] = [
  [
    "nginx",
    async (instances) => {
      const front = await startNginx(instances);
      return { ...front, drain: (instance) => front.reload([instance]) };
    },
  ],
  [
    "HAProxy",
    async (instances) => {
      const front = await startHaproxy(instances);
      return { ...front, drain: (instance) => front.reload([instance]) };
    },
  ],
  [
    "room router",
    async (instances, redis) => {
      const router = await RoomRouter.start(instances, redis.url);
      return {
        name: router.name,
        port: router.port,
        stop: () => router.stop(),
        drain: async (instance) => {
          expect(await router.order(instance, "PUT")).toBe(200);
        },
      };
    },
  ],
];
