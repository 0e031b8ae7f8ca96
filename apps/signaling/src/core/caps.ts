import type { Clock } from "../ports/clock";
import type { Change, OptimisticRecords } from "./optimistic-records";

/** How much of something a scope may have within a window that starts at a multiple of its length (UTC). */
export interface Limit {
  readonly window: "hour" | "day";
  /** Largest count; 0: nothing at all. */
  readonly count: number;
}

/** Counts of one scope. Old windows are overwritten, so that a scope has one record for ever. */
export type Usage = Readonly<Partial<Record<Limit["window"], { readonly start: number; readonly count: number }>>>;

/** Something whose use is counted, with the limits on it. */
export interface Scope {
  /** Key of the record, such as `turn:user:…`. No personal data: users and addresses come as hashes. */
  readonly key: string;
  /** What a refusal calls it. */
  readonly name: "user" | "address" | "network" | "everyone";
  readonly limits: readonly Limit[];
}

/** Answer to a request for one more. */
export type Grant =
  | { readonly granted: true }
  | { readonly granted: false; readonly scope: Scope["name"]; readonly retryAfterSeconds: number };

const windowLength: Record<Limit["window"], number> = { hour: 3_600_000, day: 86_400_000 };

/** Counts use and refuses what is over a limit. Never grants more than a limit, however many ask at once. */
export class Caps {
  constructor(
    private readonly records: OptimisticRecords<Usage>,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes one from every scope, in order. The first scope that is used up refuses; what the scopes before it counted stays
   * counted, which errs on the side of fewer. Put the widest scope last: a refusal then never eats everybody's share.
   */
  async take(scopes: readonly Scope[]): Promise<Grant> {
    for (const scope of scopes) {
      const grant = await this.records.change(scope.key, (usage) => takeOne(scope, usage ?? {}, this.clock.now()));
      if (!grant.granted) {
        return grant;
      }
    }
    return { granted: true };
  }
}

function takeOne(scope: Scope, usage: Usage, now: number): Change<Usage, Grant> {
  const counted = scope.limits.map((limit) => {
    const start = now - (now % windowLength[limit.window]);
    const current = usage[limit.window];
    return {
      limit,
      start,
      end: start + windowLength[limit.window],
      used: current?.start === start ? current.count : 0,
    };
  });
  const waits = counted.filter(({ limit, used }) => used >= limit.count).map(({ end }) => end - now);
  if (waits.length > 0) {
    const retryAfterSeconds = Math.ceil(Math.max(...waits) / 1000);
    return { kind: "keep", result: { granted: false, scope: scope.name, retryAfterSeconds } };
  }
  return {
    kind: "write",
    value: Object.fromEntries(counted.map(({ limit, start, used }) => [limit.window, { start, count: used + 1 }])),
    expiresAt: Math.max(now, ...counted.map(({ end }) => end)),
    result: { granted: true },
  };
}
