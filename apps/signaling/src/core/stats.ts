import type { Clock } from "../ports/clock";
import type { Journal } from "../ports/journal";
import type { StatsArchive } from "../ports/stats-archive";
import type { StatsReply } from "../shared/wire";
import type { OptimisticRecords } from "./optimistic-records";

/** What is counted. Nothing about anybody: neither user, room nor address. */
export const measures = [
  "sessions",
  "calls",
  "credentials_aws",
  "credentials_azure",
  "credentials_metered",
  "path_host",
  "path_srflx",
  "path_prflx",
  "path_relay",
  "path_failed",
] as const;

export type Measure = (typeof measures)[number];

/** Counts of a day. */
export type DayCounts = Readonly<Partial<Record<Measure, number>>>;

/** Counts below it are not shown and not archived: few might point at somebody. */
export const threshold = 5;

/** Shortest time between two writes of one instance, and how long a reply to `GET stats` is reused, milliseconds. */
const batchFor = 60_000;

const dayLength = 86_400_000;
const daysShown = 30;
const daysKept = 40;

/** Days that the nightly run archives again, for counts of instances that wrote late. */
const daysArchived = 3;

/** Counts in memory, writes in batches, shows and archives what is safe to show. */
export class Stats {
  private pending = new Map<Measure, number>();
  private writtenAt: number;
  private reply: { readonly at: number; readonly value: StatsReply } | undefined;

  constructor(
    private readonly records: OptimisticRecords<DayCounts>,
    private readonly clock: Clock,
    private readonly journal: Journal,
  ) {
    this.writtenAt = clock.now();
  }

  /** Adds one. Every minute or so the caller's request also carries the batch to the table; a failure costs the counts, not the request. */
  async count(measure: Measure): Promise<void> {
    this.pending.set(measure, (this.pending.get(measure) ?? 0) + 1);
    if (this.clock.now() - this.writtenAt >= batchFor) {
      await this.flush();
    }
  }

  /** Writes what was counted; also when the instance ends. */
  async flush(): Promise<void> {
    const batch = this.pending;
    this.pending = new Map();
    this.writtenAt = this.clock.now();
    if (batch.size === 0) {
      return;
    }
    const day = dayOf(this.clock.now());
    try {
      await this.records.change(day, (counts) => ({
        kind: "write",
        value: sum(counts ?? {}, batch),
        expiresAt: Date.parse(day) + daysKept * dayLength,
        result: undefined,
      }));
    } catch {
      this.journal.warn("stats_lost");
    }
  }

  /** Counts of the last 30 days, where there are enough. */
  async show(): Promise<StatsReply> {
    const now = this.clock.now();
    if (this.reply === undefined || now - this.reply.at >= batchFor) {
      const days = (await this.days())
        .filter(({ key }) => Date.parse(key) > now - daysShown * dayLength)
        .map(({ key, value }) => ({
          day: key,
          counts: Object.fromEntries(measures.map((measure) => [measure, enough(value[measure] ?? 0)])),
        }));
      this.reply = { at: now, value: { threshold, days } };
    }
    return this.reply.value;
  }

  /** Hands the last finished days to the archive. Safe to repeat. */
  async archive(archive: StatsArchive): Promise<void> {
    const now = this.clock.now();
    const finished = (await this.days()).filter(
      ({ key }) => key < dayOf(now) && Date.parse(key) >= now - (daysArchived + 1) * dayLength,
    );
    const totals = finished.map(({ key, value }) => ({
      day: key,
      counts: Object.fromEntries(Object.entries(value).filter(([, count]) => count >= threshold)),
    }));
    if (totals.length > 0) {
      await archive.store(totals);
    }
  }

  private async days(): Promise<readonly { readonly key: string; readonly value: DayCounts }[]> {
    const days = await this.records.store.list("", daysKept + 1);
    return days.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }
}

function sum(counts: DayCounts, batch: ReadonlyMap<Measure, number>): DayCounts {
  return Object.fromEntries(
    measures
      .map((measure): [Measure, number] => [measure, (counts[measure] ?? 0) + (batch.get(measure) ?? 0)])
      .filter(([, count]) => count > 0),
  );
}

function enough(count: number): number | null {
  return count >= threshold ? count : null;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
