import { systemClock } from "@webrtc-stacks/signaling/adapters/system";
import { RateLimit } from "@webrtc-stacks/signaling/core/rate-limit";
import { Admin } from "./admin/admin";
import { FileSecret } from "./admin/file-secret";
import { Metrics } from "./admin/metrics";
import { Directory } from "./core/directory";
import { Fleet } from "./core/fleet";
import { discovery } from "./fleet/discovery";
import { Upkeep } from "./fleet/upkeep";
import { Watcher } from "./fleet/watch";
import { clientAddress } from "./proxy/client-address";
import { InstancePools } from "./proxy/instance-pools";
import { listen, portOf } from "./proxy/listen";
import { RoomProxy } from "./proxy/room-proxy";
import { connectRedis } from "./redis/connect-redis";
import { RedisLeaseStore } from "./redis/redis-lease-store";
import type { RouterSettings } from "./settings";

/** A router that runs. */
export interface Router {
  readonly port: number;
  readonly adminPort: number;
  /** Lets requests end that are under way, but takes no new one. */
  stop(): Promise<void>;
}

/** Puts the router together and starts it. */
export async function startRouter(settings: RouterSettings): Promise<Router> {
  const clock = systemClock;
  const redis = connectRedis(settings);
  const leaseMilliseconds = settings.ROOM_LEASE_SECONDS * 1000;
  const times = { leaseMilliseconds, drainMilliseconds: settings.DRAIN_SECONDS * 1000 };
  const store = new RedisLeaseStore(redis, settings.REDIS_KEY_PREFIX, times, clock);
  const fleet = new Fleet();
  const metrics = new Metrics(fleet, store);
  const watcher = new Watcher(fleet, settings.POLL_MILLISECONDS, settings.DRAIN_HEALTH_PORT, clock, metrics);
  const upkeep = new Upkeep(fleet, watcher, discovery(settings), store, leaseMilliseconds);
  const limits = {
    connectMilliseconds: settings.CONNECT_TIMEOUT_MILLISECONDS,
    answerMilliseconds: settings.ANSWER_TIMEOUT_MILLISECONDS,
    inFlight: settings.MAX_IN_FLIGHT,
  };
  const pools = new InstancePools(fleet, watcher, limits, metrics);
  const proxy = new RoomProxy({
    fleet,
    directory: new Directory(fleet, store, settings.MAX_ROOMS, (id) => watcher.ask(id), clock, metrics),
    pools,
    // A tenth of a minute's requests at once: viewers behind one address arrive together.
    rate: new RateLimit(
      clock,
      Math.max(1, settings.ADDRESS_REQUESTS_PER_MINUTE / 10),
      settings.ADDRESS_REQUESTS_PER_MINUTE / 60,
    ),
    clientAddress: clientAddress(settings.TRUSTED_PROXIES),
    maxBodyBytes: settings.MAX_BODY_BYTES,
    journal: metrics,
  });
  const admin = new Admin(fleet, upkeep, metrics, secretIn(settings.ADMIN_TOKEN_FILE));

  redis.on("ready", () => void upkeep.restore());
  await upkeep.start();
  const requestMilliseconds = 15_000;
  const server = await listen(
    settings.HOST,
    settings.PORT,
    { connections: settings.MAX_CONNECTIONS, requestMilliseconds },
    (request, response) => void proxy.handle(request, response),
  );
  const adminServer = await listen(
    settings.ADMIN_HOST,
    settings.ADMIN_PORT,
    { connections: 100, requestMilliseconds },
    (request, response) => void admin.handle(request, response),
  );
  return {
    port: portOf(server),
    adminPort: portOf(adminServer),
    stop: async () => {
      upkeep.stop();
      adminServer.close();
      adminServer.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      pools.close();
      redis.disconnect();
    },
  };
}

function secretIn(path: string | undefined): FileSecret | undefined {
  return path === undefined ? undefined : new FileSecret(path);
}
