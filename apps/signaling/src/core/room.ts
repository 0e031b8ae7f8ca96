import type { Peer } from "../shared/wire";

/** A member, with the time until which they count as present. */
export interface Member extends Peer {
  /** Milliseconds since 1970. */
  readonly leaseUntil: number;
}

/** A room: one record, so that who is in it changes as a whole or not at all. */
export interface Room {
  readonly members: readonly Member[];
}

/** A room after a change, with who went by it. */
export interface Changed {
  readonly room: Room;
  /** Members whose lease had ended. */
  readonly vanished: readonly Member[];
}

/** Takes out who vanished. */
export function withoutVanished(room: Room | undefined, now: number): Changed {
  const members = room?.members ?? [];
  return {
    room: { members: members.filter((member) => member.leaseUntil > now) },
    vanished: members.filter((member) => member.leaseUntil <= now),
  };
}

/** Adds a member, or renews the lease of one. */
export function withMember(room: Room, peer: Peer, leaseUntil: number): Room {
  return { members: [...withoutMember(room, peer.userId).members, { ...peer, leaseUntil }] };
}

export function withoutMember(room: Room, userId: string): Room {
  return { members: room.members.filter((member) => member.userId !== userId) };
}

export function memberOf(room: Room | undefined, userId: string, now: number): Member | undefined {
  return room?.members.find((member) => member.userId === userId && member.leaseUntil > now);
}

/** When the next member vanishes unless they say something: from then on the room needs a look. */
export function nextExpiry(room: Room): number {
  return Math.min(...room.members.map((member) => member.leaseUntil));
}
