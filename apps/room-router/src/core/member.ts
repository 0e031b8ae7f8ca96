import type { Instance, LiveRoom } from "./instance";

/** Unanswered questions in a row after which an instance is down. One that refuses connections is down at once. */
const silentLimit = 2;

/** What the router knows of an instance. */
export class Member {
  /**
   * Room → twice the number of the answer that named it last, and one more with a publisher. Changed in place: with tens of
   * thousands of rooms a new map every second would double the memory of the router.
   */
  private readonly rooms = new Map<string, number>();
  private answerNumber = 0;
  private silent = 0;
  private answers = false;
  /** When the question that `rooms` answers was asked. */
  private askedAt = Number.NEGATIVE_INFINITY;
  /** Somebody ordered a drain. */
  ordered = false;
  /** Discovery no longer names it. */
  gone = false;
  /** Its health page is red. */
  leaving = false;

  constructor(readonly instance: Instance) {}

  get up(): boolean {
    return this.answers;
  }

  /** Keeps its live rooms, gets no new one. */
  get draining(): boolean {
    return this.ordered || this.gone || this.leaving;
  }

  get takesNewRooms(): boolean {
    return this.answers && !this.draining;
  }

  get roomCount(): number {
    return this.rooms.size;
  }

  /** true: with a publisher; false: with viewers alone; undefined: it has no such room. */
  publishing(room: string): boolean | undefined {
    const mark = this.rooms.get(room);
    return mark === undefined ? undefined : isPublishing(mark);
  }

  /** Whether `rooms` is newer than something that happened at `time`. */
  knowsSince(time: number): boolean {
    return this.askedAt > time;
  }

  publishedRooms(): readonly string[] {
    return [...this.rooms].flatMap(([room, mark]) => (isPublishing(mark) ? [room] : []));
  }

  /** An answer arrives, in parts. */
  answering(): void {
    this.answerNumber += 1;
  }

  /** @returns rooms that were not there before */
  absorb(rooms: readonly LiveRoom[]): readonly string[] {
    const mark = this.answerNumber * 2;
    const appeared: string[] = [];
    for (const { name, hasPublisher } of rooms) {
      if (!this.rooms.has(name)) {
        appeared.push(name);
      }
      this.rooms.set(name, hasPublisher ? mark + 1 : mark);
    }
    return appeared;
  }

  /** The answer is complete: rooms that it did not name are gone. */
  answered(askedAt: number): void {
    const mark = this.answerNumber * 2;
    for (const [name, last] of this.rooms) {
      if (last < mark) {
        this.rooms.delete(name);
      }
    }
    this.answers = true;
    this.silent = 0;
    this.askedAt = askedAt;
  }

  /** @returns whether it went down by this */
  failed(refused: boolean): boolean {
    this.silent += 1;
    if (!this.answers || (!refused && this.silent < silentLimit)) {
      return false;
    }
    this.answers = false;
    this.rooms.clear();
    return true;
  }
}

function isPublishing(mark: number): boolean {
  return mark % 2 === 1;
}
