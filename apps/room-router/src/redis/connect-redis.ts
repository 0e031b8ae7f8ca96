import { readFileSync } from "node:fs";
import { Redis } from "ioredis";
import type { RouterSettings } from "../settings";

/** Longest pause between two tries to connect, milliseconds: an outage ends for the router that soon after it ends. */
const longestPause = 500;

/** A connection that comes back by itself. Commands fail at once while it is away: the router has something better to do than to wait. */
export function connectRedis(settings: RouterSettings): Redis {
  const redis = new Redis(settings.REDIS_URL, {
    ...(settings.REDIS_PASSWORD_FILE === undefined
      ? {}
      : { password: readFileSync(settings.REDIS_PASSWORD_FILE, "utf8").trim() }),
    connectTimeout: 1_000,
    commandTimeout: settings.REDIS_TIMEOUT_MILLISECONDS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => Math.min(tries * 50, longestPause),
    // After a failover the old primary refuses writes; a new connection finds the new one.
    reconnectOnError: (error) => error.message.startsWith("READONLY"),
  });
  // Every failure shows where a command is asked for; without a listener it would end the process.
  redis.on("error", () => undefined);
  return redis;
}
