import type { Instance, LiveRoom } from "./instance";

/** Unanswered questions in a row after which an instance is down. One that refuses connections is down at once. */
const silentLimit = 2;

/** What the router knows of an instance. */
export class Member {
  private rooms: ReadonlyMap<string, boolean> = new Map();
  private silent = 0;
  private answers = false;
  /** When the question that `rooms` answers was asked. */
  private askedAt = Number.NEGATIVE_INFINITY;
  /** Somebody ordered a drain. */
  ordered = false;
  /** Discovery no longer names it. */
  gone = false;

  constructor(readonly instance: Instance) {}

  get up(): boolean {
    return this.answers;
  }

  /** Keeps its live rooms, gets no new one. */
  get draining(): boolean {
    return this.ordered || this.gone;
  }

  get takesNewRooms(): boolean {
    return this.answers && !this.draining;
  }

  get roomCount(): number {
    return this.rooms.size;
  }

  /** true: with a publisher; false: with viewers alone; undefined: it has no such room. */
  publishing(room: string): boolean | undefined {
    return this.answers ? this.rooms.get(room) : undefined;
  }

  /** Whether `rooms` is newer than something that happened at `time`. */
  knowsSince(time: number): boolean {
    return this.askedAt > time;
  }

  publishedRooms(): readonly string[] {
    return [...this.rooms].flatMap(([room, publishing]) => (publishing ? [room] : []));
  }

  /** @returns rooms that were not there before */
  answered(rooms: readonly LiveRoom[], askedAt: number): readonly string[] {
    const before = this.rooms;
    const now = new Map<string, boolean>();
    const appeared: string[] = [];
    for (const { name, hasPublisher } of rooms) {
      now.set(name, hasPublisher);
      if (!before.has(name)) {
        appeared.push(name);
      }
    }
    this.rooms = now;
    this.answers = true;
    this.silent = 0;
    this.askedAt = askedAt;
    return appeared;
  }

  /** @returns whether it went down by this */
  failed(refused: boolean): boolean {
    this.silent += 1;
    if (!this.answers || (!refused && this.silent < silentLimit)) {
      return false;
    }
    this.answers = false;
    this.rooms = new Map();
    return true;
  }
}
