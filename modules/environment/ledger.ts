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
  readonly origins: Origin[] = [];

  /** The value of the file, or the default. */
  take<T>(path: string, given: T | undefined, fallback: Default<T>): T {
    if (given !== undefined) {
      return this.given(path, given);
    }
    this.origins.push({ path, value: fallback.value, from: "default", reason: fallback.reason });
    return fallback.value;
  }

  /** A value that the file has to say itself. */
  given<T>(path: string, value: T): T {
    this.origins.push({ path, value, from: "file" });
    return value;
  }

  /** A value that follows from others. */
  derive<T>(path: string, value: T, reason: string): T {
    this.origins.push({ path, value, from: "derived", reason });
    return value;
  }
}
