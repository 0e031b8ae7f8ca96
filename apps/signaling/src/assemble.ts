import type { Services } from "./api/services";
import type { CachedSecret } from "./core/cached-secret";
import { Caps, type Usage } from "./core/caps";
import { OptimisticRecords } from "./core/optimistic-records";
import { addressPseudonyms } from "./core/pseudonym";
import { RateLimit } from "./core/rate-limit";
import type { Room } from "./core/room";
import { Rooms } from "./core/rooms";
import { Sessions } from "./core/session";
import { type DayCounts, Stats } from "./core/stats";
import type { Clock, Random } from "./ports/clock";
import type { Journal } from "./ports/journal";
import type { Messenger } from "./ports/messenger";
import type { RecordStore } from "./ports/record-store";
import type { StatsArchive } from "./ports/stats-archive";
import type { TurnSource } from "./ports/turn-source";
import type { CredentialSettings } from "./settings";
import { CredentialDesk } from "./turn/credential-desk";
import { credentialRules } from "./turn/credential-rules";

/** Settings that do not depend on the cloud. */
export interface AssemblySettings extends CredentialSettings {
  readonly DEPLOYMENT: string;
  readonly TRUSTED_PROXIES: number;
  readonly ROOM_LEASE_SECONDS: number;
  readonly ROOM_MAX_MEMBERS: number;
  readonly SESSION_ADDRESS_HOURLY_CAP: number;
  readonly SIGNAL_PER_SECOND: number;
}

/** The ports, filled. */
export interface Ports {
  readonly settings: AssemblySettings;
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly messenger: Messenger;
  readonly sessionKeys: CachedSecret;
  readonly roomStore: RecordStore<Room>;
  readonly usageStore: RecordStore<Usage>;
  readonly countsStore: RecordStore<DayCounts>;
  readonly turnSources: readonly TurnSource[];
  readonly statsArchive?: StatsArchive;
}

/** Builds the services on any ports: real ones on Azure, others in tests. */
export function assemble(ports: Ports): Services {
  const { settings, clock, random, journal, messenger, sessionKeys } = ports;
  const records = <T>(table: string, store: RecordStore<T>) => new OptimisticRecords(table, store, clock, random);
  const usage = records("usage", ports.usageStore);
  const counts = records("stats", ports.countsStore);
  const caps = new Caps(usage, clock);
  const perSecond = settings.SIGNAL_PER_SECOND;
  return {
    sessions: new Sessions(sessionKeys, settings.DEPLOYMENT, clock, random),
    rooms: new Rooms(records("rooms", ports.roomStore), messenger, clock, journal, {
      leaseSeconds: settings.ROOM_LEASE_SECONDS,
      maxMembers: settings.ROOM_MAX_MEMBERS,
    }),
    desk: new CredentialDesk(ports.turnSources, caps, credentialRules(settings), clock, journal),
    caps,
    stats: new Stats(counts, clock, journal),
    messenger,
    clock,
    journal,
    addressIds: async (blocks) => addressPseudonyms((await sessionKeys.read())[0]?.value ?? "", blocks),
    probe: async () => {
      await ports.usageStore.read("probe");
    },
    prune: async (limit) => {
      await prune(usage, clock, limit);
      await prune(counts, clock, limit);
    },
    ...(ports.statsArchive === undefined ? {} : { statsArchive: ports.statsArchive }),
    limits: {
      sessionsPerHour: settings.SESSION_ADDRESS_HOURLY_CAP,
      trustedProxies: settings.TRUSTED_PROXIES,
      signal: new RateLimit(clock, perSecond * 5, perSecond),
      request: new RateLimit(clock, perSecond * 10, perSecond * 2),
      // A call with each of the others in a full room.
      report: new RateLimit(clock, settings.ROOM_MAX_MEMBERS - 1, 1 / 60),
    },
  };
}

/** Removes records past their time; one that was used again meanwhile has another version and stays. */
async function prune<T>(records: OptimisticRecords<T>, clock: Clock, limit: number): Promise<void> {
  for (const key of await records.store.expired(clock.now(), limit)) {
    const seen = await records.store.read(key);
    if (seen !== undefined) {
      await records.store.remove(key, seen.version);
    }
  }
}
