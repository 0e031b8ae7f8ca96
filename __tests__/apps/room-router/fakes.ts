import { Directory } from "../../../apps/room-router/src/core/directory";
import { Fleet } from "../../../apps/room-router/src/core/fleet";
import type { LiveRoom } from "../../../apps/room-router/src/core/instance";
import type { Member } from "../../../apps/room-router/src/core/member";
import { type Claim, type LeaseStore, StoreUnavailable } from "../../../apps/room-router/src/ports/lease-store";
import type { RouterJournal } from "../../../apps/room-router/src/ports/router-journal";

/** Leases in memory; `away` makes it unavailable. */
export class FakeStore implements LeaseStore {
  readonly leases = new Map<string, string>();
  away = false;

  get available(): boolean {
    return !this.away;
  }

  async read(room: string): Promise<string | undefined> {
    this.check();
    return this.leases.get(room);
  }

  async claim(room: string, candidate: string, instead?: string): Promise<Claim> {
    this.check();
    const holder = this.leases.get(room);
    if (holder !== undefined && holder !== instead) {
      return { holder, made: false };
    }
    this.leases.set(room, candidate);
    return { holder: candidate, made: true };
  }

  async release(room: string, holder: string): Promise<void> {
    this.check();
    if (this.leases.get(room) === holder) {
      this.leases.delete(room);
    }
  }

  async renew(holder: string, rooms: readonly string[]): Promise<void> {
    this.check();
    for (const room of rooms) {
      this.leases.set(room, this.leases.get(room) ?? holder);
    }
  }

  async draining(): Promise<ReadonlySet<string>> {
    this.check();
    return new Set();
  }

  async drain(): Promise<void> {
    this.check();
  }

  async stopDraining(): Promise<void> {
    this.check();
  }

  private check(): void {
    if (this.away) {
      throw new StoreUnavailable();
    }
  }
}

/** Notes what a test may ask for. */
export class FakeJournal implements RouterJournal {
  fallbacks = 0;
  readonly moves: string[] = [];

  request(): void {}
  refused(): void {}
  conflicts(): void {}
  failed(): void {}

  fellBack(): void {
    this.fallbacks += 1;
  }

  moved(cause: "dead" | "draining"): void {
    this.moves.push(cause);
  }
}

/** A fleet of instances that answer, and a directory over it. */
export class Scene {
  now = 1_000;
  readonly fleet = new Fleet();
  readonly store = new FakeStore();
  readonly journal = new FakeJournal();
  readonly directory: Directory;

  constructor(ids: readonly string[] = ["a", "b", "c"], maxRooms = 1_000) {
    const clock = { now: () => this.now, sleep: async () => undefined };
    this.directory = new Directory(this.fleet, this.store, maxRooms, async () => undefined, clock, this.journal);
    this.fleet.discovered(ids.map((id) => ({ id, origin: `http://${id}` })));
    for (const id of ids) {
      this.reports(id, []);
    }
  }

  member(id: string): Member {
    const member = this.fleet.member(id);
    if (member === undefined) {
      throw new Error(`no instance ${id}`);
    }
    return member;
  }

  /** What an instance answers when it is asked now. */
  reports(id: string, rooms: readonly LiveRoom[]): void {
    this.now += 1;
    const member = this.member(id);
    member.answering();
    this.fleet.absorb(member, rooms);
    this.fleet.answered(member, this.now);
    this.now += 1;
  }

  drains(...ids: readonly string[]): void {
    this.fleet.ordered(new Set(ids));
  }

  dies(id: string): void {
    this.fleet.failed(this.member(id), true);
  }

  async claim(room: string): Promise<string> {
    const placement = await this.directory.claim(room);
    return placement.kind === "at" ? placement.instance.id : placement.kind;
  }

  async find(room: string): Promise<string> {
    const placement = await this.directory.find(room);
    return placement.kind === "at" ? placement.instance.id : placement.kind;
  }
}

export function live(name: string, hasPublisher = true): LiveRoom {
  return { name, hasPublisher };
}
