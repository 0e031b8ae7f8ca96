import type { Clock } from "@webrtc-stacks/signaling/ports/clock";
import type { Redis } from "ioredis";
import { type Claim, type LeaseStore, StoreUnavailable } from "../ports/lease-store";
import { scripts } from "./scripts";

/** After a failure Redis is left alone for so long, milliseconds: one that hangs must not slow down every request. */
const restAfterFailure = 500;

/** Rooms in one call: Redis does nothing else meanwhile. */
const roomsPerCall = 500;

/** Lives of what stands in Redis. */
export interface LeaseTimes {
  readonly leaseMilliseconds: number;
  readonly drainMilliseconds: number;
}

/** Leases in one Redis or Valkey node. */
export class RedisLeaseStore implements LeaseStore {
  private restUntil = 0;

  constructor(
    /** Connected by itself, again and again; refuses commands while it is not. */
    private readonly redis: Redis,
    private readonly prefix: string,
    private readonly times: LeaseTimes,
    private readonly clock: Clock,
  ) {}

  get available(): boolean {
    return this.redis.status === "ready" && this.clock.now() >= this.restUntil;
  }

  read(room: string): Promise<string | undefined> {
    return this.ask(async () => (await this.redis.get(this.key(room))) ?? undefined);
  }

  claim(room: string, candidate: string, instead = ""): Promise<Claim> {
    return this.ask(async () => {
      const reply = await this.redis.eval(
        scripts.claimRoom,
        1,
        this.key(room),
        candidate,
        this.times.leaseMilliseconds,
        instead,
      );
      const [holder, made] = Array.isArray(reply) ? reply : [];
      return { holder: String(holder), made: made === 1 };
    });
  }

  release(room: string, holder: string): Promise<void> {
    return this.ask(async () => {
      await this.redis.eval(scripts.releaseRoom, 1, this.key(room), holder);
    });
  }

  renew(holder: string, rooms: readonly string[]): Promise<void> {
    return this.ask(async () => {
      for (let first = 0; first < rooms.length; first += roomsPerCall) {
        const keys = rooms.slice(first, first + roomsPerCall).map((room) => this.key(room));
        await this.redis.eval(scripts.renewRooms, keys.length, ...keys, holder, this.times.leaseMilliseconds);
      }
    });
  }

  draining(): Promise<ReadonlySet<string>> {
    return this.ask(async () => {
      const orders = await this.redis.hgetall(this.drainKey);
      const now = this.clock.now();
      return new Set(Object.entries(orders).flatMap(([id, until]) => (Number(until) > now ? [id] : [])));
    });
  }

  drain(instance: string): Promise<void> {
    return this.ask(async () => {
      await this.redis.hset(this.drainKey, instance, this.clock.now() + this.times.drainMilliseconds);
    });
  }

  stopDraining(instance: string): Promise<void> {
    return this.ask(async () => {
      await this.redis.hdel(this.drainKey, instance);
    });
  }

  private key(room: string): string {
    return `${this.prefix}room:${room}`;
  }

  private get drainKey(): string {
    return `${this.prefix}draining`;
  }

  private async ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    if (!this.available) {
      throw new StoreUnavailable();
    }
    try {
      return await question();
    } catch {
      this.restUntil = this.clock.now() + restAfterFailure;
      throw new StoreUnavailable();
    }
  }
}
