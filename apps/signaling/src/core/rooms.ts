import type { Clock } from "../ports/clock";
import type { Journal } from "../ports/journal";
import type { Messenger } from "../ports/messenger";
import type { ClientMethods, Peer } from "../shared/wire";
import { UpstreamError } from "./errors";
import type { Change, OptimisticRecords } from "./optimistic-records";
import { type Changed, memberOf, nextExpiry, type Room, withMember, withoutMember, withoutVanished } from "./room";

/** Bounds of a room. */
export interface RoomRules {
  /** Seconds that a member counts as present after they last joined, signalled or asked for credentials. */
  readonly leaseSeconds: number;
  readonly maxMembers: number;
}

/** What joining gave. */
export type Joined =
  | { readonly kind: "full" }
  | { readonly kind: "joined"; readonly peers: readonly Peer[]; readonly met: boolean };

/** Who is in which room. Messages go to members by user id, so that nobody else can get one. */
export class Rooms {
  constructor(
    private readonly records: OptimisticRecords<Room>,
    private readonly messenger: Messenger,
    private readonly clock: Clock,
    private readonly journal: Journal,
    readonly rules: RoomRules,
  ) {}

  /** Joins, or renews the lease of who is in. `met`: this made a pair out of one who waited. */
  async join(roomId: string, peer: Peer): Promise<Joined> {
    const now = this.clock.now();
    const outcome = await this.records.change(roomId, (current) => {
      const cleaned = withoutVanished(current, now);
      const known = memberOf(cleaned.room, peer.userId, now) !== undefined;
      if (!known && cleaned.room.members.length >= this.rules.maxMembers) {
        return { kind: "keep", result: { ...cleaned, known, full: true } };
      }
      const room = withMember(cleaned.room, peer, this.leaseEnd(now));
      return save(room, { room, vanished: cleaned.vanished, known, full: false });
    });
    if (outcome.full) {
      return { kind: "full" };
    }
    await this.tellVanished(roomId, outcome);
    const peers = others(outcome.room, peer.userId);
    if (!outcome.known) {
      await this.tell(peers, "peerJoined", { roomId, peer });
    }
    return { kind: "joined", peers, met: !outcome.known && peers.length === 1 };
  }

  /** Leaves. Leaving a room that one is not in changes nothing. */
  async leave(roomId: string, userId: string): Promise<void> {
    const now = this.clock.now();
    const outcome = await this.records.change(roomId, (current) => {
      const cleaned = withoutVanished(current, now);
      const known = memberOf(current, userId, now) !== undefined;
      const room = withoutMember(cleaned.room, userId);
      const unchanged = !known && cleaned.vanished.length === 0;
      const result = { room, vanished: cleaned.vanished.filter((member) => member.userId !== userId), known };
      return unchanged ? { kind: "keep", result } : save(room, result);
    });
    await this.tellVanished(roomId, outcome);
    if (outcome.known) {
      await this.tell(others(outcome.room, userId), "peerLeft", { roomId, userId, reason: "left" });
    }
  }

  /** The other members, if the user is one. Whoever is heard from stays: half way through the lease it is renewed. */
  async peersOf(roomId: string, userId: string): Promise<readonly Peer[] | undefined> {
    const now = this.clock.now();
    const seen = await this.records.store.read(roomId);
    const member = memberOf(seen?.value, userId, now);
    if (seen === undefined || member === undefined) {
      return undefined;
    }
    if (member.leaseUntil - now < (this.rules.leaseSeconds * 1000) / 2) {
      await this.renew(roomId, userId);
    }
    return others(withoutVanished(seen.value, now).room, userId);
  }

  /** Delivers to each of the peers. Fails if the service took none. */
  async send<M extends keyof ClientMethods>(
    peers: readonly Peer[],
    method: M,
    argument: ClientMethods[M],
  ): Promise<void> {
    const results = await Promise.allSettled(peers.map((peer) => this.messenger.send(peer.userId, method, argument)));
    const failed = results.filter((result) => result.status === "rejected");
    if (failed.length > 0 && failed.length === peers.length) {
      throw failed[0]?.reason;
    }
  }

  /** Takes out the vanished of rooms whose time has come. Returns how many members went. */
  async sweep(limit: number): Promise<number> {
    const keys = await this.records.store.expired(this.clock.now(), limit);
    let gone = 0;
    for (const roomId of keys) {
      const outcome = await this.records.change(roomId, (current) => {
        const cleaned = withoutVanished(current, this.clock.now());
        return save(cleaned.room, cleaned);
      });
      gone += outcome.vanished.length;
      await this.tellVanished(roomId, outcome);
    }
    return gone;
  }

  private renew(roomId: string, userId: string): Promise<void> {
    return this.records.change<void>(roomId, (current) => {
      const now = this.clock.now();
      const member = memberOf(current, userId, now);
      if (current === undefined || member === undefined) {
        return { kind: "keep", result: undefined };
      }
      const { leaseUntil: _ended, ...peer } = member;
      return save(withMember(current, peer, this.leaseEnd(now)), undefined);
    });
  }

  private async tellVanished(roomId: string, changed: Changed): Promise<void> {
    for (const { userId } of changed.vanished) {
      await this.tell(changed.room.members, "peerLeft", { roomId, userId, reason: "vanished" });
    }
  }

  /** Tells what has already happened: whoever misses it learns it from the next reply, so a failure is only noted. */
  private async tell<M extends keyof ClientMethods>(
    peers: readonly Peer[],
    method: M,
    argument: ClientMethods[M],
  ): Promise<void> {
    try {
      await this.send(peers, method, argument);
    } catch (error) {
      this.journal.warn("notice_lost", {
        method,
        reason: error instanceof UpstreamError ? error.reason : "unexpected",
      });
    }
  }

  private leaseEnd(now: number): number {
    return now + this.rules.leaseSeconds * 1000;
  }
}

function save<R>(room: Room, result: R): Change<Room, R> {
  return room.members.length === 0
    ? { kind: "remove", result }
    : { kind: "write", value: room, expiresAt: nextExpiry(room), result };
}

function others(room: Room, userId: string): readonly Peer[] {
  return room.members.filter((member) => member.userId !== userId).map(({ leaseUntil: _ended, ...peer }) => peer);
}
