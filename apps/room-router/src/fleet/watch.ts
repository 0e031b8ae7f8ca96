import { setImmediate } from "node:timers/promises";
import type { Clock } from "@webrtc-stacks/signaling/ports/clock";
import { Client } from "undici";
import type { Fleet } from "../core/fleet";
import type { Member } from "../core/member";
import type { RouterJournal } from "../ports/router-journal";
import { askRooms, isGreen, refused, roomsIn } from "./ask-instance";

/** An instance with very many rooms is asked less often, so that reading the answers takes no more than this share of the time. */
const largestShare = 0.05;

/** Shortest time that an instance gets to answer, milliseconds: a busy machine is not a dead one. */
const leastPatience = 1_000;

/** Asks one instance for its rooms again and again, on a connection of its own: busy ones must not make it look dead. */
class Watch {
  private readonly client: Client;
  /** Of the health page that is red while the instance drains; absent: it has none. */
  private readonly health: Client | undefined;
  private readonly patience: number;
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly member: Member,
    private readonly fleet: Fleet,
    private readonly pollMilliseconds: number,
    drainHealthPort: number,
    private readonly clock: Clock,
    private readonly journal: RouterJournal,
  ) {
    this.patience = Math.max(leastPatience, pollMilliseconds);
    const options = { pipelining: 1, connectTimeout: this.patience };
    const health = new URL(member.instance.origin);
    health.port = String(drainHealthPort);
    this.client = new Client(member.instance.origin, options);
    this.health = drainHealthPort === 0 ? undefined : new Client(health, options);
  }

  /** Asks now; callers at the same time share one question. */
  ask(): Promise<void> {
    this.asking ??= this.askOnce().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    // Nobody waits for the answer any more.
    for (const client of [this.client, this.health]) {
      client?.destroy().catch(() => undefined);
    }
  }

  private async askOnce(): Promise<void> {
    clearTimeout(this.timer);
    const askedAt = this.clock.now();
    let pause = this.pollMilliseconds;
    try {
      const [text, green] = await Promise.all([
        askRooms(this.client, this.patience),
        this.health === undefined || isGreen(this.health, this.patience),
      ]);
      this.member.leaving = !green;
      pause = Math.max(pause, (await this.read(text)) / largestShare);
      this.fleet.answered(this.member, askedAt);
    } catch (error) {
      this.fleet.failed(this.member, refused(error));
    }
    if (!this.stopped) {
      // Not in step with the others: ten long answers at once would hold up requests.
      this.timer = setTimeout(() => void this.ask(), pause * (0.75 + Math.random() / 2));
    }
  }

  /** @returns how many milliseconds of work it was */
  private async read(text: string): Promise<number> {
    this.member.answering();
    let work = 0;
    let started = performance.now();
    for (const rooms of roomsIn(text)) {
      this.journal.conflicts(this.fleet.absorb(this.member, rooms));
      work += performance.now() - started;
      await setImmediate();
      started = performance.now();
    }
    return work;
  }
}

/** Watches every instance of the fleet. */
export class Watcher {
  private readonly watches = new Map<string, Watch>();

  constructor(
    private readonly fleet: Fleet,
    private readonly pollMilliseconds: number,
    /** Port of the instances' health pages that are red while they drain; 0: they have none. */
    private readonly drainHealthPort: number,
    private readonly clock: Clock,
    private readonly journal: RouterJournal,
  ) {}

  /** Starts watching whom the fleet has now, stops with the others. Ends when all that are new were asked once. */
  async follow(): Promise<void> {
    const fresh: Promise<void>[] = [];
    for (const [id, watch] of this.watches) {
      if (this.fleet.member(id) === undefined) {
        watch.stop();
        this.watches.delete(id);
      }
    }
    for (const member of this.fleet.all) {
      if (!this.watches.has(member.instance.id)) {
        const watch = new Watch(
          member,
          this.fleet,
          this.pollMilliseconds,
          this.drainHealthPort,
          this.clock,
          this.journal,
        );
        this.watches.set(member.instance.id, watch);
        fresh.push(watch.ask());
      }
    }
    await Promise.all(fresh);
  }

  /** Asks one instance now: something about it looked wrong. */
  async ask(id: string): Promise<void> {
    await this.watches.get(id)?.ask();
  }

  stop(): void {
    for (const watch of this.watches.values()) {
      watch.stop();
    }
    this.watches.clear();
  }
}
