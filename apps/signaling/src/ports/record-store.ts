/** A value with the version that a write has to name. */
export interface VersionedRecord<T> {
  readonly value: T;
  readonly version: string;
}

/** Records with optimistic concurrency: a write names the version it has seen and fails if somebody else was first. */
export interface RecordStore<T> {
  /** Undefined: there is none. A record that is past its time may still be there. */
  read(key: string): Promise<VersionedRecord<T> | undefined>;
  /**
   * @param seen version that was read; undefined: there was none
   * @param expiresAt when nobody needs the record any more, milliseconds since 1970
   * @returns false if the record is no longer as it was seen; nothing is written then
   */
  write(key: string, value: T, seen: string | undefined, expiresAt: number): Promise<boolean>;
  /** @returns false if the record is no longer as it was seen */
  remove(key: string, seen: string): Promise<boolean>;
  /** Keys of records past their time, at most `limit`. Stores that remove such records themselves give none. */
  expired(now: number, limit: number): Promise<readonly string[]>;
  /** All records whose key starts with `prefix`, at most `limit`. */
  list(prefix: string, limit: number): Promise<readonly { readonly key: string; readonly value: T }[]>;
}
