import { odata, RestError, type TableClient } from "@azure/data-tables";
import { UpstreamError } from "../core/errors";
import type { RecordStore, VersionedRecord } from "../ports/record-store";

/** Row key of every record: a partition holds one. */
const rowKey = "record";

interface Row {
  readonly json: string;
  readonly expiresAt: Date;
}

/**
 * Records in Azure Tables: one partition each, so that none slows another down, and ETags for the versions. The table is made at
 * the first use, because Terraform could make it only with the account's key.
 */
export class TableRecordStore<T> implements RecordStore<T> {
  private made: Promise<void> | undefined;

  constructor(
    private readonly client: TableClient,
    /** Checks what was stored: a record of an older release may differ. */
    private readonly parse: (stored: unknown) => T,
  ) {}

  async read(key: string): Promise<VersionedRecord<T> | undefined> {
    return this.run([404], undefined, async () => {
      const row = await this.client.getEntity<Row>(key, rowKey);
      return { value: this.parse(JSON.parse(row.json)), version: row.etag };
    });
  }

  async write(key: string, value: T, seen: string | undefined, expiresAt: number): Promise<boolean> {
    const row = { partitionKey: key, rowKey, json: JSON.stringify(value), expiresAt: new Date(expiresAt) };
    return this.run([404, 409, 412], false, async () => {
      await (seen === undefined
        ? this.client.createEntity(row)
        : this.client.updateEntity(row, "Replace", { etag: seen }));
      return true;
    });
  }

  async remove(key: string, seen: string): Promise<boolean> {
    return this.run([404, 412], false, async () => {
      await this.client.deleteEntity(key, rowKey, { etag: seen });
      return true;
    });
  }

  async expired(now: number, limit: number): Promise<readonly string[]> {
    const rows = await this.query(odata`expiresAt le ${new Date(now)}`, limit);
    return rows.map((row) => row.key);
  }

  async list(prefix: string, limit: number): Promise<readonly { readonly key: string; readonly value: T }[]> {
    const rows = await this.query(odata`PartitionKey ge ${prefix} and PartitionKey lt ${`${prefix}~`}`, limit);
    return rows.map(({ key, json }) => ({ key, value: this.parse(JSON.parse(json)) }));
  }

  private query(filter: string, limit: number): Promise<readonly { readonly key: string; readonly json: string }[]> {
    return this.run([], [], async () => {
      const found: { key: string; json: string }[] = [];
      for await (const row of this.client.listEntities<Row>({ queryOptions: { filter } })) {
        found.push({ key: row.partitionKey ?? "", json: row.json });
        if (found.length >= limit) {
          break;
        }
      }
      return found;
    });
  }

  /** Runs a call; the given statuses mean `otherwise`, all other failures lose their text, which may hold what was stored. */
  private async run<R>(expected: readonly number[], otherwise: R, call: () => Promise<R>): Promise<R> {
    this.made ??= this.client.createTable();
    try {
      await this.made;
      return await call();
    } catch (error) {
      if (error instanceof RestError && expected.includes(error.statusCode ?? 0)) {
        return otherwise;
      }
      this.made = undefined;
      throw new UpstreamError(
        "tables",
        error instanceof RestError ? String(error.statusCode ?? error.code) : "unexpected",
      );
    }
  }
}
