import { MemoryRecordStore } from "../../../../apps/signaling/src/adapters/memory-record-store";
import type { Services } from "../../../../apps/signaling/src/api/services";
import { assemble, type Ports } from "../../../../apps/signaling/src/assemble";
import { CachedSecret } from "../../../../apps/signaling/src/core/cached-secret";
import { parseCounts, parseRoom, parseUsage } from "../../../../apps/signaling/src/core/shapes";
import type { Clock, Random } from "../../../../apps/signaling/src/ports/clock";
import type { Fields, Journal } from "../../../../apps/signaling/src/ports/journal";
import type { Messenger } from "../../../../apps/signaling/src/ports/messenger";
import type { RecordStore, VersionedRecord } from "../../../../apps/signaling/src/ports/record-store";
import type { SecretVersion } from "../../../../apps/signaling/src/ports/secret-source";
import type { ClientMethods } from "../../../../apps/signaling/src/shared/wire";
import { SharedSecretTurnSource } from "../../../../apps/signaling/src/turn/shared-secret-source";
import { parseSettings } from "./settings";

/** A time that a test moves. */
export class FakeClock implements Clock {
  constructor(public time = Date.parse("2026-11-21T12:00:00Z")) {}

  now(): number {
    return this.time;
  }

  /** Pauses take no time: what waits is on again after the others had their turn. */
  sleep(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  pass(seconds: number): void {
    this.time += seconds * 1000;
  }
}

/** Tokens that count up, each 22 characters as 16 bytes in base64url are. */
export class FakeRandom implements Random {
  private next = 0;

  token(): string {
    this.next += 1;
    return `user${String(this.next).padStart(18, "0")}`;
  }

  fraction(): number {
    return 0.5;
  }
}

/** Remembers every line. */
export class FakeJournal implements Journal {
  readonly lines: { readonly what: string; readonly fields: Fields }[] = [];

  count(metric: string, dimensions: Fields = {}): void {
    this.lines.push({ what: metric, fields: dimensions });
  }

  warn(event: string, fields: Fields = {}): void {
    this.lines.push({ what: event, fields });
  }
}

/** Remembers every message. */
export class FakeMessenger implements Messenger {
  readonly sent: { readonly to: string; readonly method: keyof ClientMethods; readonly argument: unknown }[] = [];
  failure: Error | undefined;

  async negotiate(userId: string): Promise<{ url: string; accessToken: string }> {
    return { url: "https://signalr.example/client/?hub=signaling", accessToken: `for-${userId}` };
  }

  async send<M extends keyof ClientMethods>(to: string, method: M, argument: ClientMethods[M]): Promise<void> {
    if (this.failure !== undefined) {
      throw this.failure;
    }
    this.sent.push({ to, method, argument });
  }

  takeSent(): FakeMessenger["sent"] {
    return this.sent.splice(0);
  }
}

/** A secret that a test rotates, and that can fail. */
export class FakeSecret {
  reads = 0;
  failure: Error | undefined;

  constructor(public versions: readonly SecretVersion[]) {}

  async read(): Promise<readonly SecretVersion[]> {
    this.reads += 1;
    if (this.failure !== undefined) {
      throw this.failure;
    }
    return this.versions;
  }
}

/** A store whose calls give way to others in between, as a network does. */
export class SlowRecordStore<T> implements RecordStore<T> {
  constructor(private readonly inner: RecordStore<T>) {}

  async read(key: string): Promise<VersionedRecord<T> | undefined> {
    await giveWay();
    const record = await this.inner.read(key);
    await giveWay();
    return record;
  }

  async write(key: string, value: T, seen: string | undefined, expiresAt: number): Promise<boolean> {
    await giveWay();
    return this.inner.write(key, value, seen, expiresAt);
  }

  async remove(key: string, seen: string): Promise<boolean> {
    await giveWay();
    return this.inner.remove(key, seen);
  }

  expired(now: number, limit: number): Promise<readonly string[]> {
    return this.inner.expired(now, limit);
  }

  list(prefix: string, limit: number): Promise<readonly { readonly key: string; readonly value: T }[]> {
    return this.inner.list(prefix, limit);
  }
}

function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export const signingKey = "signing-key-0123456789-0123456789-abcdef";
export const turnSecret = "turn-secret-0123456789-0123456789-abcdef";

/** Services on fakes, with the fakes. */
export interface World {
  readonly services: Services;
  readonly clock: FakeClock;
  readonly journal: FakeJournal;
  readonly messenger: FakeMessenger;
  readonly keys: FakeSecret;
  readonly relays: FakeSecret;
}

/** Builds services on fakes. Settings are application settings, as text. */
export function world(settings: Readonly<Record<string, string>> = {}, ports: Partial<Ports> = {}): World {
  const clock = new FakeClock();
  const journal = new FakeJournal();
  const messenger = new FakeMessenger();
  const keys = new FakeSecret([{ id: "key-1", value: signingKey, createdAt: 0 }]);
  const relays = new FakeSecret([{ id: "secret-1", value: turnSecret, createdAt: 0 }]);
  const services = assemble({
    settings: parseSettings(settings),
    clock,
    random: new FakeRandom(),
    journal,
    messenger,
    sessionKeys: new CachedSecret(keys, clock),
    roomStore: new MemoryRecordStore(parseRoom),
    usageStore: new MemoryRecordStore(parseUsage),
    countsStore: new MemoryRecordStore(parseCounts),
    turnSources: [
      new SharedSecretTurnSource(
        "aws",
        [{ secret: new CachedSecret(relays, clock), urls: ["turn:turn.example.com:3478?transport=udp"] }],
        clock,
      ),
    ],
    ...ports,
  });
  return { services, clock, journal, messenger, keys, relays };
}
