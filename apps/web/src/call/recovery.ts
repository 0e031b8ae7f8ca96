/** What recovery does to a call. */
export interface RecoveryActions {
  /** Gets relays; `unreachable`: those we have did not help. */
  getRelays(unreachable: boolean): Promise<unknown>;
  /** Starts ICE again. */
  restart(): void;
  /** The call has not come about, or is gone, after several tries. They go on. */
  failing(): void;
}

/** Milliseconds that a direct way gets before relays are asked for. */
const directFor = 2500;
/** Milliseconds that a broken way gets to mend itself. */
const mendFor = 2500;
/** First wait for a restart to work, milliseconds; it doubles each time. */
const firstWait = 5000;
const longestWait = 40_000;
/** Tries after which a call counts as failing. */
const triesBorne = 3;

/** Mends a call: relays first, then ICE restarts, further apart each time, until it is connected or closed. */
export class Recovery {
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly actions: RecoveryActions) {
    this.tryIn(directFor);
  }

  /** The state of the connection changed. */
  state(state: RTCPeerConnectionState): void {
    switch (state) {
      case "connected":
        clearTimeout(this.timer);
        this.tries = 0;
        break;
      case "disconnected":
        this.tryIn(mendFor);
        break;
      case "failed":
        this.tryIn(0);
        break;
      case "closed":
        this.stop();
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private tryIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.attempt(), milliseconds);
  }

  private async attempt(): Promise<void> {
    this.tries += 1;
    this.tryIn(Math.min(longestWait, firstWait * 2 ** (this.tries - 1)));
    if (this.tries === triesBorne) {
      this.actions.failing();
    }
    await this.actions.getRelays(this.tries > 1);
    this.actions.restart();
  }
}
