import type { Endpoint } from "@webrtc-stacks/signaling/endpoint-order";
import { ApiError } from "./api-error";
import type { Connection, ConnectionEvents, OpenConnection } from "./hub";
import { plainWords } from "./plain-words";

/** Where the way to the others stands. */
export type RoamingState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected"; readonly endpoint: string }
  | { readonly kind: "refused"; readonly detail: string };

/** What roaming tells beside what its connection tells. */
export interface RoamingEvents extends Omit<ConnectionEvents, "lost"> {
  state(state: RoamingState): void;
  /** About to enter the room at this endpoint under this user id: told before anybody there can see us. */
  entering(userId: string, endpoint: string): void;
}

/** Milliseconds between looks at an endpoint that stands earlier in the room's order. */
const lookEvery = 15_000;
/** Looks in a row that have to succeed before we go back. */
const looksNeeded = 2;
/** How long we stay where a peer asked us to come, milliseconds. */
const stayFor = 10 * 60_000;
const longestWait = 15_000;

/**
 * Keeps a room open at the first endpoint of its order that serves. Moves on when one is lost and back when an earlier one serves
 * again, entering there before leaving here. Every move gives a new user id, because endpoints share nothing.
 */
export class Roaming {
  private connection: Connection | undefined;
  private moving = false;
  private stopped = false;
  private looks = 0;
  private stayUntil = 0;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    /** In the order of the room. */
    private readonly endpoints: readonly Endpoint[],
    private readonly open: OpenConnection,
    private readonly healthy: (api: string) => Promise<boolean>,
    private readonly events: RoamingEvents,
  ) {
    this.timer = setInterval(() => void this.lookBack(), lookEvery);
  }

  /** The membership now; undefined between two. */
  get current(): Connection | undefined {
    return this.connection;
  }

  /** Finds an endpoint, for as long as it takes. */
  async settle(): Promise<void> {
    this.events.state({ kind: "connecting" });
    for (let round = 0; !this.stopped; round += 1) {
      for (const endpoint of this.endpoints) {
        if (this.stopped || (await this.enter(endpoint))) {
          return;
        }
      }
      const wait = Math.min(longestWait, 500 * 2 ** round);
      await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
    }
  }

  /** A peer went to this endpoint: goes there too, if it serves us. */
  async follow(key: string): Promise<void> {
    const endpoint = this.endpoints.find((candidate) => candidate.key === key);
    if (endpoint !== undefined && this.connection !== undefined && this.connection.endpoint.key !== key) {
      this.stayUntil = Date.now() + stayFor;
      await this.move(endpoint);
    }
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.timer);
    this.connection?.close();
  }

  private async lookBack(): Promise<void> {
    const at = this.endpoints.findIndex(({ key }) => key === this.connection?.endpoint.key);
    const [first] = this.endpoints;
    if (at < 1 || first === undefined || Date.now() < this.stayUntil) {
      return;
    }
    this.looks = (await this.healthy(first.api)) ? this.looks + 1 : 0;
    if (this.looks >= looksNeeded) {
      this.looks = 0;
      await this.move(first);
    }
  }

  private async move(endpoint: Endpoint): Promise<void> {
    if (!this.moving && !this.stopped && (await this.healthy(endpoint.api))) {
      await this.enter(endpoint);
    }
  }

  /** Enters there, then leaves here. False: it does not serve. */
  private async enter(endpoint: Endpoint): Promise<boolean> {
    this.moving = true;
    const fate = { lost: false };
    const lost = (): void => {
      fate.lost = true;
      if (this.connection?.endpoint === endpoint && !this.moving) {
        // Where only the connection broke, the functions still count us in.
        this.connection.close();
        this.connection = undefined;
        void this.settle();
      }
    };
    const before = this.connection;
    try {
      const next = await this.open(endpoint, { ...this.events, lost });
      this.events.entering(next.api.userId, endpoint.key);
      this.connection = next;
      await next.enter().catch((error: unknown) => {
        next.close();
        throw error;
      });
      if (fate.lost || this.stopped) {
        next.close();
        throw new ApiError("unreachable", "The endpoint was lost while entering.");
      }
      before?.close();
      this.events.state({ kind: "connected", endpoint: endpoint.key });
      return true;
    } catch (error) {
      this.connection = before;
      if (error instanceof ApiError && error.code === "room-full") {
        this.events.state({ kind: "refused", detail: plainWords(error) });
        this.stop();
      }
      return false;
    } finally {
      this.moving = false;
    }
  }
}
