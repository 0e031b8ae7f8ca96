import type { Instance, LiveRoom } from "./instance";
import { Member } from "./member";

/** Where a room is, as far as this router saw it itself. */
export interface Sighting {
  readonly member: Member;
  readonly publishing: boolean;
}

/** A room that this router placed so recently that its instance need not report it yet. */
interface Placed {
  readonly id: string;
  readonly at: number;
}

/** All instances, and the rooms on them. */
export class Fleet {
  private readonly members = new Map<string, Member>();
  private readonly placed = new Map<string, Placed>();
  private open: readonly Instance[] = [];

  /** In the order of their ids, so that all routers prefer the same one if two have the same room. */
  get all(): readonly Member[] {
    return [...this.members.values()];
  }

  /** Instances that take new rooms. */
  get takingNewRooms(): readonly Instance[] {
    return this.open;
  }

  /** Instances that answer, also those that drain. */
  get answering(): readonly Instance[] {
    return this.all.filter(({ up }) => up).map(({ instance }) => instance);
  }

  get roomCount(): number {
    let count = this.placed.size;
    for (const member of this.members.values()) {
      count += member.roomCount;
    }
    return count;
  }

  member(id: string): Member | undefined {
    return this.members.get(id);
  }

  /** What discovery found. An instance that it no longer names goes on until it stops answering. */
  discovered(instances: readonly Instance[]): void {
    const named = new Set(instances.map(({ id }) => id));
    const kept = [...this.members.values()].filter(({ instance, up }) => named.has(instance.id) || up);
    const joined = instances.filter(({ id }) => !this.members.has(id)).map((instance) => new Member(instance));
    const sorted = [...kept, ...joined].sort((a, b) => (a.instance.id < b.instance.id ? -1 : 1));
    this.members.clear();
    for (const member of sorted) {
      member.gone = !named.has(member.instance.id);
      this.members.set(member.instance.id, member);
    }
    this.changed();
  }

  ordered(draining: ReadonlySet<string>): void {
    for (const [id, member] of this.members) {
      member.ordered = draining.has(id);
    }
    this.changed();
  }

  /** Part of an answer. @returns how many rooms of it another instance has too */
  absorb(member: Member, rooms: readonly LiveRoom[]): number {
    return member
      .absorb(rooms)
      .filter((room) => this.all.some((other) => other !== member && other.publishing(room) === true)).length;
  }

  answered(member: Member, askedAt: number): void {
    member.answered(askedAt);
    for (const [room, { id, at }] of this.placed) {
      if ((id === member.instance.id && at < askedAt) || !this.members.has(id)) {
        this.placed.delete(room);
      }
    }
    this.changed();
  }

  failed(member: Member, refused: boolean): boolean {
    const wentDown = member.failed(refused);
    if (wentDown) {
      for (const [room, { id }] of this.placed) {
        if (id === member.instance.id) {
          this.placed.delete(room);
        }
      }
      this.changed();
    }
    return wentDown;
  }

  place(room: string, id: string, at: number): void {
    this.placed.set(room, { id, at });
  }

  forget(room: string): void {
    this.placed.delete(room);
  }

  /** A live room, or one that was placed just now. */
  find(room: string): Sighting | undefined {
    let viewersAlone: Member | undefined;
    for (const member of this.members.values()) {
      const publishing = member.publishing(room);
      if (publishing === true) {
        return { member, publishing };
      }
      if (publishing === false) {
        viewersAlone ??= member;
      }
    }
    const placed = this.placed.get(room);
    const member = placed === undefined ? undefined : this.members.get(placed.id);
    if (member?.up && placed !== undefined && !member.knowsSince(placed.at)) {
      return { member, publishing: true };
    }
    return viewersAlone === undefined ? undefined : { member: viewersAlone, publishing: false };
  }

  private changed(): void {
    this.open = this.all.filter(({ takesNewRooms }) => takesNewRooms).map(({ instance }) => instance);
  }
}
