import type { Fleet } from "../core/fleet";
import { type LeaseStore, StoreUnavailable } from "../ports/lease-store";
import type { Discovery } from "./discovery";
import type { Watcher } from "./watch";

/** How often the name of the instances is asked for, and orders to drain are read, milliseconds. */
const discoverEvery = 5_000;
const readOrdersEvery = 1_000;

/** Keeps the fleet, the orders to drain and the leases current. */
export class Upkeep {
  private readonly timers: NodeJS.Timeout[] = [];
  /** Orders given to this router that Redis did not take yet. */
  private readonly untold = new Map<string, "drain" | "stop">();
  private renewing = false;

  constructor(
    private readonly fleet: Fleet,
    private readonly watcher: Watcher,
    private readonly discover: Discovery,
    private readonly store: LeaseStore,
    private readonly leaseMilliseconds: number,
  ) {}

  /** Ends when the fleet is known. */
  async start(): Promise<void> {
    await this.findInstances();
    await this.readOrders();
    this.every(discoverEvery, () => this.findInstances());
    this.every(readOrdersEvery, () => this.readOrders());
    this.every(this.leaseMilliseconds / 3, () => this.renewLeases());
  }

  stop(): void {
    for (const timer of this.timers) {
      clearInterval(timer);
    }
    this.watcher.stop();
  }

  /** @returns whether the other routers know too */
  async order(instance: string, order: "drain" | "stop"): Promise<boolean> {
    this.untold.set(instance, order);
    await this.readOrders();
    return !this.untold.has(instance);
  }

  /** Redis is back, and may have lost everything: tells it again what this router knows. */
  async restore(): Promise<void> {
    for (const { ordered, instance } of this.fleet.all) {
      if (ordered && !this.untold.has(instance.id)) {
        this.untold.set(instance.id, "drain");
      }
    }
    await this.readOrders();
    await this.renewLeases();
  }

  /** Writes the leases of all live rooms. */
  private async renewLeases(): Promise<void> {
    if (this.renewing) {
      return;
    }
    this.renewing = true;
    try {
      for (const member of this.fleet.all) {
        await this.store.renew(member.instance.id, member.publishedRooms());
      }
    } catch (error) {
      unlessAway(error);
    } finally {
      this.renewing = false;
    }
  }

  private async findInstances(): Promise<void> {
    const found = await this.discover().catch(() => undefined);
    // Without an answer, or with an empty one, the instances known so far are the best guess.
    if (found !== undefined && found.length > 0) {
      this.fleet.discovered(found);
      await this.watcher.follow();
    }
  }

  private async readOrders(): Promise<void> {
    try {
      for (const [instance, order] of this.untold) {
        await (order === "drain" ? this.store.drain(instance) : this.store.stopDraining(instance));
        this.untold.delete(instance);
      }
      this.fleet.ordered(await this.store.draining());
    } catch (error) {
      unlessAway(error);
      this.obeyUntold();
    }
  }

  /** While Redis is away, what this router was told counts, and what it knew before. */
  private obeyUntold(): void {
    const draining = new Set(this.fleet.all.flatMap(({ ordered, instance }) => (ordered ? [instance.id] : [])));
    for (const [instance, order] of this.untold) {
      if (order === "drain") {
        draining.add(instance);
      } else {
        draining.delete(instance);
      }
    }
    this.fleet.ordered(draining);
  }

  private every(milliseconds: number, work: () => Promise<void>): void {
    this.timers.push(setInterval(() => void work(), milliseconds));
  }
}

function unlessAway(error: unknown): void {
  if (!(error instanceof StoreUnavailable)) {
    throw error;
  }
}
