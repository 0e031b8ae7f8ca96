/** What recovery does to a call. */
export interface RecoveryActions {
  /** Gets relays where there are none, and others where those there do not answer. */
  getRelays(): Promise<unknown>;
  /** Starts ICE again. */
  restart(): void;
  /** `failing` changed. */
  changed(): void;
}

/** Milliseconds that a direct way gets before relays are asked for. */
const directFor = 2500;
/** Milliseconds that the first ways get where relays are among them: TLS to a relay over a bad network takes seconds. */
const relayedFor = 15_000;
/** Milliseconds that a broken way gets to mend itself. */
const mendFor = 2500;
/** First wait for a restart to work, milliseconds; it doubles each time. */
const firstWait = 10_000;
const longestWait = 40_000;
/** Tries after which a call counts as failing. */
const triesBorne = 2;

/**
 * Mends a call: relays first, then ICE restarts, further apart each time, until it is connected or closed.
 *
 * `failed` is no reason to hurry: browsers say it as soon as the ways known so far have failed, while candidates are still on
 * their way (RFC 8863). A relay that refuses the peer's private addresses makes them say it within milliseconds.
 */
export class Recovery {
  private tries = 0;
  /** Of the next try; undefined: connected or closed. */
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly actions: RecoveryActions,
    /** Whether the first ways have relays among them. */
    relayed: boolean,
  ) {
    this.tryIn(relayed ? relayedFor : directFor);
  }

  /** The call has not come about, or is gone, after several tries. They go on. */
  get failing(): boolean {
    return this.tries >= triesBorne;
  }

  /** The state of the connection changed. */
  state(state: RTCPeerConnectionState): void {
    switch (state) {
      case "connected":
        this.stop();
        this.count(0);
        break;
      case "disconnected":
      case "failed":
        if (this.timer === undefined) {
          this.tryIn(mendFor);
        }
        break;
      case "closed":
        this.stop();
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private tryIn(milliseconds: number): void {
    this.timer = setTimeout(() => void this.attempt(), milliseconds);
  }

  private async attempt(): Promise<void> {
    const { timer } = this;
    this.count(this.tries + 1);
    await this.actions.getRelays();
    // Connected or closed meanwhile.
    if (this.timer !== timer) {
      return;
    }
    this.actions.restart();
    this.tryIn(Math.min(longestWait, firstWait * 2 ** (this.tries - 1)));
  }

  private count(tries: number): void {
    const before = this.failing;
    this.tries = tries;
    if (this.failing !== before) {
      this.actions.changed();
    }
  }
}
