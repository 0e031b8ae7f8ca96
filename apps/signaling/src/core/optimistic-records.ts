import type { Clock, Random } from "../ports/clock";
import type { RecordStore } from "../ports/record-store";
import { ContentionError } from "./errors";
import { KeyedQueue } from "./keyed-queue";

/** What a change makes of a record. */
export type Change<T, R> =
  | { readonly kind: "keep"; readonly result: R }
  | { readonly kind: "write"; readonly value: T; readonly expiresAt: number; readonly result: R }
  | { readonly kind: "remove"; readonly result: R };

/** How often a change is tried before the caller is told to come again. */
const attempts = 12;

/** Longest pause between two tries, milliseconds. */
const longestPause = 400;

/**
 * Changes records that others change too. Writers of this process queue up by key, so that only other processes can come
 * between reading and writing; then the change is computed again on what they left.
 */
export class OptimisticRecords<T> {
  private readonly queue = new KeyedQueue();

  constructor(
    readonly table: string,
    readonly store: RecordStore<T>,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** @throws ContentionError if others were always first */
  change<R>(key: string, decide: (current: T | undefined) => Change<T, R>): Promise<R> {
    return this.queue.run(key, () => this.changeAlone(key, decide));
  }

  private async changeAlone<R>(key: string, decide: (current: T | undefined) => Change<T, R>): Promise<R> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const seen = await this.store.read(key);
      const change = decide(seen?.value);
      if (await this.apply(key, seen?.version, change)) {
        return change.result;
      }
      await this.clock.sleep(this.random.fraction() * Math.min(longestPause, 5 * 2 ** attempt));
    }
    throw new ContentionError(this.table);
  }

  private async apply<R>(key: string, seen: string | undefined, change: Change<T, R>): Promise<boolean> {
    switch (change.kind) {
      case "keep":
        return true;
      case "write":
        return this.store.write(key, change.value, seen, change.expiresAt);
      case "remove":
        return seen === undefined || this.store.remove(key, seen);
    }
  }
}
