import type { IceServer, TurnCredentialsReply, TurnSourceName } from "@webrtc-stacks/signaling/wire";

/** Asks the functions for credentials. */
export type AskForCredentials = (avoid: readonly TurnSourceName[]) => Promise<TurnCredentialsReply>;

/** Share of a credential's life after which it is renewed. */
const renewAt = 2 / 3;
/** Wait before asking again where a refusal names none, milliseconds. */
const retryAfter = 10_000;

/**
 * Servers that browsers may use: STUN from the start, relays once somebody needs them and from then on for as long as there are
 * calls, with credentials that are renewed before they end. Relays that could not be reached are avoided at the next renewal.
 */
export class Relays {
  private granted: TurnCredentialsReply | undefined;
  private asking: Promise<boolean> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly avoided = new Set<TurnSourceName>();

  constructor(
    private readonly stun: readonly string[],
    private readonly ask: AskForCredentials,
    /** New servers, for connections that exist. */
    private readonly changed: () => void,
    /** Why there are no relays; undefined: there are. */
    private readonly told: (problem: string | undefined) => void,
  ) {}

  /** As `RTCConfiguration` takes it. */
  servers(): RTCIceServer[] {
    const relays: readonly IceServer[] = this.live ? (this.granted?.iceServers ?? []) : [];
    return [
      ...(this.stun.length === 0 ? [] : [{ urls: [...this.stun] }]),
      ...relays.map(({ urls, username, credential }) => ({ urls: [...urls], username, credential })),
    ];
  }

  /** Makes sure that there are relays; those of a source that did not help are avoided. False: none can be had now. */
  need(unreachable = false): Promise<boolean> {
    if (this.live && !unreachable) {
      return Promise.resolve(true);
    }
    if (unreachable && this.granted !== undefined) {
      this.avoided.add(this.granted.source);
    }
    return this.renew();
  }

  /** Nobody needs relays any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.granted = undefined;
  }

  private get live(): boolean {
    return this.granted !== undefined && Date.parse(this.granted.expiresAt) > Date.now();
  }

  private renew(): Promise<boolean> {
    this.asking ??= this.request().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async request(): Promise<boolean> {
    clearTimeout(this.timer);
    try {
      this.granted = await this.ask([...this.avoided]);
      this.renewIn(this.granted.ttlSeconds * 1000 * renewAt);
      this.told(undefined);
      this.changed();
      return true;
    } catch (error) {
      this.renewIn(waitOf(error));
      this.told(error instanceof Error ? error.message : "unknown");
      return this.live;
    }
  }

  private renewIn(milliseconds: number): void {
    this.timer = setTimeout(() => void this.renew(), milliseconds);
  }
}

function waitOf(error: unknown): number {
  const wait =
    typeof error === "object" && error !== null && "retryAfterSeconds" in error ? error.retryAfterSeconds : 0;
  return Math.max(retryAfter, typeof wait === "number" ? wait * 1000 : 0);
}
