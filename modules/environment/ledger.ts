import type { Default } from "./defaults";

/** Where a resolved value came from. */
export interface Origin {
  /** Field, such as `aws.turn.nodes.max`. */
  readonly path: string;
  readonly value: unknown;
  readonly from: "file" | "default" | "derived";
  /** Why the default is what it is, or what the value was derived from; absent for values of the file. */
  readonly reason?: string;
}

/** Notes the origin of every value while an environment is resolved. */
export class Ledger {
  private readonly noted = new Map<string, Origin>();

  /** In the order in which they were noted; what several regions share is noted once. */
  get origins(): readonly Origin[] {
    return [...this.noted.values()];
  }

  /** The value of the file, or the default. */
  take<T>(path: string, given: T | undefined, fallback: Default<T>): T {
    if (given !== undefined) {
      return this.given(path, given);
    }
    this.noted.set(path, { path, value: fallback.value, from: "default", reason: fallback.reason });
    return fallback.value;
  }

  /** A value that the file has to say itself. */
  given<T>(path: string, value: T): T {
    this.noted.set(path, { path, value, from: "file" });
    return value;
  }

  /** A value that follows from others. */
  derive<T>(path: string, value: T, reason: string): T {
    this.noted.set(path, { path, value, from: "derived", reason });
    return value;
  }
}
