import type { Fleet } from "../core/fleet";
import type { Instance } from "../core/instance";
import { errorCode, neverConnected } from "../fleet/ask-instance";
import type { Watcher } from "../fleet/watch";
import type { RouterJournal } from "../ports/router-journal";
import { type Answer, InstanceBusy, InstancePool, type Outgoing, type PoolLimits } from "./instance-pool";

/** What came of sending a request. */
export type Sent =
  | { readonly kind: "answered"; readonly answer: Answer }
  /** It was not processed, and the instance is down: another one may get it. */
  | { readonly kind: "unsent" }
  | { readonly kind: "busy" }
  /** It may have been processed. */
  | { readonly kind: "lost"; readonly status: 502 | 504 };

/** Sends requests to instances, and learns from what goes wrong. */
export class InstancePools {
  private readonly pools = new Map<string, InstancePool>();

  constructor(
    private readonly fleet: Fleet,
    private readonly watcher: Watcher,
    private readonly limits: PoolLimits,
    private readonly journal: RouterJournal,
  ) {}

  async send(instance: Instance, request: Outgoing): Promise<Sent> {
    try {
      return { kind: "answered", answer: await this.pool(instance).send(request) };
    } catch (error) {
      return error instanceof InstanceBusy ? { kind: "busy" } : this.failed(instance, error);
    }
  }

  close(): void {
    for (const pool of this.pools.values()) {
      pool.close();
    }
  }

  private async failed(instance: Instance, error: unknown): Promise<Sent> {
    const code = errorCode(error);
    if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
      this.journal.failed("timeout");
      return { kind: "lost", status: 504 };
    }
    this.journal.failed(neverConnected(error) ? "connect" : code.startsWith("UND_ERR_RES") ? "answer" : "reset");
    await this.watcher.ask(instance.id);
    // If nobody listens there any more, the rooms of that process are gone, and with them whatever the request did.
    return this.fleet.member(instance.id)?.up === false ? { kind: "unsent" } : { kind: "lost", status: 502 };
  }

  private pool(instance: Instance): InstancePool {
    const known = this.pools.get(instance.id);
    if (known !== undefined) {
      return known;
    }
    for (const [id, pool] of this.pools) {
      if (this.fleet.member(id) === undefined) {
        pool.close();
        this.pools.delete(id);
      }
    }
    const pool = new InstancePool(instance.origin, this.limits);
    this.pools.set(instance.id, pool);
    return pool;
  }
}
