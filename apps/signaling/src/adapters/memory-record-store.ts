import type { RecordStore, VersionedRecord } from "../ports/record-store";

interface Stored {
  readonly json: string;
  readonly version: number;
  readonly expiresAt: number;
}

/** Records in memory, for tests and for running without a table service. One process, gone with it. */
export class MemoryRecordStore<T> implements RecordStore<T> {
  private readonly records = new Map<string, Stored>();
  private versions = 0;

  constructor(private readonly parse: (stored: unknown) => T) {}

  async read(key: string): Promise<VersionedRecord<T> | undefined> {
    const stored = this.records.get(key);
    return stored && { value: this.parse(JSON.parse(stored.json)), version: String(stored.version) };
  }

  async write(key: string, value: T, seen: string | undefined, expiresAt: number): Promise<boolean> {
    if (!this.isAsSeen(key, seen)) {
      return false;
    }
    this.versions += 1;
    this.records.set(key, { json: JSON.stringify(value), version: this.versions, expiresAt });
    return true;
  }

  async remove(key: string, seen: string): Promise<boolean> {
    return this.isAsSeen(key, seen) && this.records.delete(key);
  }

  async expired(now: number, limit: number): Promise<readonly string[]> {
    return [...this.records].flatMap(([key, { expiresAt }]) => (expiresAt <= now ? [key] : [])).slice(0, limit);
  }

  async list(prefix: string, limit: number): Promise<readonly { readonly key: string; readonly value: T }[]> {
    return [...this.records]
      .filter(([key]) => key.startsWith(prefix))
      .slice(0, limit)
      .map(([key, { json }]) => ({ key, value: this.parse(JSON.parse(json)) }));
  }

  private isAsSeen(key: string, seen: string | undefined): boolean {
    const stored = this.records.get(key);
    return (stored === undefined ? undefined : String(stored.version)) === seen;
  }
}
