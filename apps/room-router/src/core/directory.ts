import type { Clock } from "@webrtc-stacks/signaling/ports/clock";
import { type LeaseStore, StoreUnavailable } from "../ports/lease-store";
import type { RouterJournal } from "../ports/router-journal";
import type { Fleet, Sighting } from "./fleet";
import type { Instance } from "./instance";
import { rendezvous } from "./rendezvous";

/** Where a request for a room goes. */
export type Placement =
  | { readonly kind: "at"; readonly instance: Instance; readonly made: boolean }
  /** There are as many rooms as there may be. */
  | { readonly kind: "full" }
  /** No instance can take it. */
  | { readonly kind: "none" };

/** Decides which instance has a room: what is live, else what Redis says, else what the hash says. */
export class Directory {
  constructor(
    private readonly fleet: Fleet,
    private readonly store: LeaseStore,
    private readonly maxRooms: number,
    /** Asks an instance for its rooms now. */
    private readonly lookAgain: (id: string) => Promise<void>,
    private readonly clock: Clock,
    private readonly journal: RouterJournal,
  ) {}

  /** For viewers and whoever else asks for a room that is there. Places nothing: names that strangers make up cost no memory. */
  async find(room: string): Promise<Placement> {
    const seen = this.fleet.find(room);
    if (seen !== undefined) {
      return at(seen.member.instance, false);
    }
    const holder = this.fleet.member((await this.ask(() => this.store.read(room))) ?? "");
    const instance = holder?.up ? holder.instance : this.byHash(room);
    return instance === undefined ? { kind: "none" } : at(instance, false);
  }

  /** For what every instance has: the demo pages. */
  any(key: string): Placement {
    const instance = this.byHash(key);
    return instance === undefined ? { kind: "none" } : at(instance, false);
  }

  /** For a publisher. */
  async claim(room: string): Promise<Placement> {
    const seen = await this.findFor(room);
    if (seen !== undefined && (seen.publishing || seen.member.takesNewRooms)) {
      return at(seen.member.instance, false);
    }
    const candidate = rendezvous(room, this.fleet.takingNewRooms);
    if (candidate === undefined) {
      return { kind: "none" };
    }
    if (this.fleet.roomCount >= this.maxRooms) {
      return { kind: "full" };
    }
    const { instance, made } = await this.agree(room, candidate);
    this.fleet.place(room, instance.id, this.clock.now());
    return at(instance, made);
  }

  /** The room is live on the instance. */
  confirm(room: string, instance: Instance): void {
    this.fleet.place(room, instance.id, this.clock.now());
  }

  /** The claim came to nothing: the publisher was refused. */
  async withdraw(room: string, instance: Instance): Promise<void> {
    this.fleet.forget(room);
    await this.ask(() => this.store.release(room, instance.id));
  }

  /** A publisher who comes back to an instance that drains must not find it by what it said a second ago. */
  private async findFor(room: string): Promise<Sighting | undefined> {
    const seen = this.fleet.find(room);
    if (!seen?.publishing || !seen.member.draining) {
      return seen;
    }
    await this.lookAgain(seen.member.instance.id);
    return this.fleet.find(room);
  }

  /** While every instance drains, one of them still has to say that it has no such room. */
  private byHash(room: string): Instance | undefined {
    return rendezvous(room, this.fleet.takingNewRooms) ?? rendezvous(room, this.fleet.answering);
  }

  private async agree(room: string, candidate: Instance): Promise<{ instance: Instance; made: boolean }> {
    const own = { instance: candidate, made: true };
    const first = await this.ask(() => this.store.claim(room, candidate.id));
    if (first === undefined) {
      this.journal.fellBack();
      return own;
    }
    const holder = this.fleet.member(first.holder);
    if (first.made || holder?.takesNewRooms) {
      return { instance: holder?.instance ?? candidate, made: first.made };
    }
    this.journal.moved(holder?.up ? "draining" : "dead");
    const second = await this.ask(() => this.store.claim(room, candidate.id, first.holder));
    const winner = this.fleet.member(second?.holder ?? candidate.id);
    // Another router was faster, with an instance that this one takes for down: its own choice is as good.
    return winner?.takesNewRooms ? { instance: winner.instance, made: second?.made ?? true } : own;
  }

  private async ask<Answer>(question: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      return await question();
    } catch (error) {
      if (error instanceof StoreUnavailable) {
        return undefined;
      }
      throw error;
    }
  }
}

function at(instance: Instance, made: boolean): Placement {
  return { kind: "at", instance, made };
}
