import { randomBytes } from "node:crypto";
import { localToken } from "../../apps/signaling/local/azure-platform";
import { startFunctionsHost } from "../../apps/signaling/local/functions-host";
import { MemoryRecordStore } from "../../apps/signaling/src/adapters/memory-record-store";
import { SignalRMessenger } from "../../apps/signaling/src/adapters/signalr-messenger";
import { systemClock, systemRandom } from "../../apps/signaling/src/adapters/system";
import { assemble } from "../../apps/signaling/src/assemble";
import { ContextJournal } from "../../apps/signaling/src/azure/context-journal";
import { registerFunctions } from "../../apps/signaling/src/azure/register";
import { CachedSecret } from "../../apps/signaling/src/core/cached-secret";
import { parseCounts, parseRoom, parseUsage } from "../../apps/signaling/src/core/shapes";

/**
 * The functions on the local host in a process of their own, so that its processor time is theirs. Tables are in memory: what is
 * measured is our code and not Azurite. SignalR is asked over HTTP, as on Azure. Messages "cpu" are answered with the time so far.
 */
async function main(): Promise<void> {
  const key = { id: "bench", value: randomBytes(32).toString("hex"), createdAt: 0 };
  const most = 1_000_000;
  const services = assemble({
    settings: {
      DEPLOYMENT: "bench",
      TRUSTED_PROXIES: 1,
      ROOM_LEASE_SECONDS: 90,
      ROOM_MAX_MEMBERS: 8,
      SESSION_ADDRESS_HOURLY_CAP: most,
      SIGNAL_PER_SECOND: most,
      TURN_ENABLED: false,
      TURN_TTL_SECONDS: 600,
      TURN_USER_HOURLY_CAP: most,
      TURN_USER_DAILY_CAP: most,
      TURN_ADDRESS_HOURLY_CAP: most,
      TURN_ADDRESS_DAILY_CAP: most,
      TURN_DAILY_CAP: most,
    },
    clock: systemClock,
    random: systemRandom,
    journal: { count: () => undefined, warn: () => undefined },
    messenger: new SignalRMessenger(process.env["SIGNALR"] ?? "", { token: async () => localToken }, systemClock),
    sessionKeys: new CachedSecret({ read: async () => [key] }, systemClock),
    roomStore: new MemoryRecordStore(parseRoom),
    usageStore: new MemoryRecordStore(parseUsage),
    countsStore: new MemoryRecordStore(parseCounts),
    turnSources: [],
  });
  registerFunctions(() => services, new ContextJournal());
  const { api } = await startFunctionsHost(0, () => undefined);
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1e6);
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.(api);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
