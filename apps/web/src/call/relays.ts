import type { IceServer, TurnCredentialsReply, TurnSourceName } from "@webrtc-stacks/signaling/wire";

/** What relays need of a room, and tell it. */
export interface RelaysPorts {
  /** Asks the functions for credentials. */
  ask(avoid: readonly TurnSourceName[]): Promise<TurnCredentialsReply>;
  /** Those of the servers that connections are to use. */
  choose(servers: readonly IceServer[]): Promise<readonly IceServer[]>;
  /** Whether there is anybody to connect to. */
  wanted(): boolean;
  /** New servers, for connections that exist. */
  changed(): void;
  /** Why there are no relays; undefined: there are. */
  told(problem: unknown): void;
}

/** Share of a credential's life after which it is renewed. */
const renewAt = 2 / 3;
/** Shortest wait before asking again of one's own accord after a refusal, milliseconds. */
const retryAfter = 10_000;

/**
 * Servers that browsers may use: STUN from the start, relays once somebody needs them and from then on for as long as there are
 * calls, with credentials that are renewed before they end. A source whose relays do not answer is avoided from then on.
 */
export class Relays {
  private granted: TurnCredentialsReply | undefined;
  private asking: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly avoided = new Set<TurnSourceName>();
  /** The latest refusal, and until when asking again is of no use, milliseconds since 1970. */
  private refusal: { readonly error: unknown; readonly until: number } | undefined;

  constructor(
    private readonly stun: readonly string[],
    private readonly ports: RelaysPorts,
  ) {}

  /** As `RTCConfiguration` takes it. */
  servers(): RTCIceServer[] {
    const relays: readonly IceServer[] = this.live ? (this.granted?.iceServers ?? []) : [];
    return [
      ...(this.stun.length === 0 ? [] : [{ urls: [...this.stun] }]),
      ...relays.map(({ urls, username, credential }) => ({ urls: [...urls], username, credential })),
    ];
  }

  /**
   * Makes sure that there are relays. False: none can be had now.
   *
   * `unanswered`: user name at relays none of which answered. If they are still those in use, relays of another source take their
   * place; a source that comes back although it was to be avoided is the only one there is, so that asking again would not help.
   */
  async need(unanswered?: string): Promise<boolean> {
    if (this.live && unanswered === undefined) {
      return true;
    }
    await this.asking;
    const { granted } = this;
    const leave =
      granted?.iceServers.some(({ username }) => username === unanswered) === true && !this.avoided.has(granted.source);
    if (leave) {
      this.avoided.add(granted.source);
    }
    if (leave || !this.live) {
      this.renew();
    }
    await this.asking;
    return this.live;
  }

  /** Nobody needs relays any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.forget();
  }

  /** Whoever needs relays again asks for them again. */
  private forget(): void {
    this.granted = undefined;
    this.refusal = undefined;
    this.ports.told(undefined);
  }

  private get live(): boolean {
    return this.granted !== undefined && Date.parse(this.granted.expiresAt) > Date.now();
  }

  private get refused(): boolean {
    return this.refusal !== undefined && Date.now() < this.refusal.until;
  }

  /** Asks, unless an answer is on its way, or was a refusal that still holds. */
  private renew(): void {
    if (this.refused) {
      this.tellRefusal();
    } else {
      this.asking ??= this.request().finally(() => {
        this.asking = undefined;
      });
    }
  }

  private async request(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const reply = await this.ports.ask([...this.avoided]);
      this.granted = { ...reply, iceServers: await this.ports.choose(reply.iceServers) };
      this.refusal = undefined;
      this.renewIn(this.granted.ttlSeconds * 1000 * renewAt);
      this.ports.told(undefined);
      this.ports.changed();
    } catch (error) {
      const wait = waitOf(error);
      this.refusal = { error, until: Date.now() + wait };
      this.renewIn(Math.max(retryAfter, wait));
      this.tellRefusal();
    }
  }

  /** A refusal matters once the relays that there were have ended. */
  private tellRefusal(): void {
    if (!this.live) {
      this.ports.told(this.refusal?.error);
    }
  }

  private renewIn(milliseconds: number): void {
    this.timer = setTimeout(() => (this.ports.wanted() ? this.renew() : this.forget()), milliseconds);
  }
}

/** Milliseconds that a refusal asks for. */
function waitOf(error: unknown): number {
  const wait =
    typeof error === "object" && error !== null && "retryAfterSeconds" in error ? error.retryAfterSeconds : 0;
  return typeof wait === "number" ? wait * 1000 : 0;
}
