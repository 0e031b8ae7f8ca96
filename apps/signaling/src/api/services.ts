import type { AddressBlocks } from "../core/address-block";
import type { Caps } from "../core/caps";
import type { RateLimit } from "../core/rate-limit";
import type { Rooms } from "../core/rooms";
import type { Sessions } from "../core/session";
import type { Stats } from "../core/stats";
import type { Clock } from "../ports/clock";
import type { Journal } from "../ports/journal";
import type { Messenger } from "../ports/messenger";
import type { StatsArchive } from "../ports/stats-archive";
import type { CredentialDesk } from "../turn/credential-desk";

/** What the operations work with: made once per process. */
export interface Services {
  readonly sessions: Sessions;
  readonly rooms: Rooms;
  readonly desk: CredentialDesk;
  readonly caps: Caps;
  readonly stats: Stats;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Blocks of a network address as pseudonyms: what caps count and nobody can turn back. */
  addressIds(blocks: AddressBlocks): Promise<AddressBlocks>;
  /** Proves that the tables answer. */
  probe(): Promise<void>;
  /** Removes up to `limit` records per table that nobody needs any more. */
  prune(limit: number): Promise<void>;
  /** Absent: finished days stay in the table only. */
  readonly statsArchive?: StatsArchive;
  readonly limits: {
    /** New sessions per address and hour. */
    readonly sessionsPerHour: number;
    /** Proxies in front of the function that add to X-Forwarded-For: 1 is the platform's own. */
    readonly trustedProxies: number;
    readonly signal: RateLimit;
    readonly request: RateLimit;
    readonly report: RateLimit;
  };
}
