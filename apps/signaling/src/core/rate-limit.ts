import type { Clock } from "../ports/clock";

/** Users that one instance remembers; beyond it the one not heard from for longest is forgotten. */
const remembered = 10_000;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/**
 * Slows a user down on this instance: a burst, then a steady rate (token bucket). Cheap, because nothing is stored; the caps
 * that bound money are in the table.
 */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly clock: Clock,
    private readonly burst: number,
    private readonly perSecond: number,
  ) {}

  /** Takes one; undefined: granted, else seconds to wait. */
  take(key: string): number | undefined {
    const now = this.clock.now();
    const last = this.buckets.get(key) ?? { tokens: this.burst, at: now };
    const tokens = Math.min(this.burst, last.tokens + ((now - last.at) / 1000) * this.perSecond);
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    const [oldest] = this.buckets.keys();
    if (this.buckets.size > remembered && oldest !== undefined) {
      this.buckets.delete(oldest);
    }
    return tokens >= 1 ? undefined : Math.ceil((1 - tokens) / this.perSecond);
  }
}
