import type { AddressBlocks } from "../core/address-block";
import type { Caps, Scope } from "../core/caps";
import { UpstreamError } from "../core/errors";
import type { Clock } from "../ports/clock";
import type { Journal } from "../ports/journal";
import type { TurnSource } from "../ports/turn-source";
import type { IceServer, TurnCredentialsReply, TurnSourceName } from "../shared/wire";

/** Longest and shortest life of a credential, seconds. Longer helps whoever steals one; shorter dies before a call is set up. */
export const credentialSeconds = { shortest: 60, longest: 600 } as const;

/** Bounds on credentials. They bound the bill: see docs/abuse.md. */
export interface CredentialRules {
  /** False: nobody gets any (the kill switch). */
  readonly enabled: boolean;
  readonly ttlSeconds: number;
  readonly perUser: { readonly hour: number; readonly day: number };
  readonly perAddress: { readonly hour: number; readonly day: number };
  /** Credentials of a network in a day. */
  readonly perNetwork: number;
  readonly perDay: number;
}

/**
 * Whom credentials are for, with the blocks of the network address as pseudonyms. The caller has proven the user id and that the
 * user may have a relay now.
 */
export interface Applicant extends AddressBlocks {
  /** Pseudonym of the user. */
  readonly userId: string;
  readonly avoid: readonly TurnSourceName[];
}

/** What an applicant gets. */
export type Issued =
  | ({ readonly kind: "issued" } & TurnCredentialsReply)
  | { readonly kind: "off" }
  | { readonly kind: "capped"; readonly scope: Scope["name"]; readonly retryAfterSeconds: number }
  | { readonly kind: "unavailable" };

/** The one place that hands out TURN credentials, the same behind Azure Functions and AWS Lambda. */
export class CredentialDesk {
  constructor(
    /** In the order in which they are asked. */
    private readonly sources: readonly TurnSource[],
    private readonly caps: Caps,
    private readonly rules: CredentialRules,
    private readonly clock: Clock,
    private readonly journal: Journal,
  ) {}

  get enabled(): boolean {
    return this.rules.enabled && this.sources.length > 0;
  }

  async issue(applicant: Applicant): Promise<Issued> {
    if (!this.enabled) {
      this.journal.count("turn_credentials_refused", { cause: "off" });
      return { kind: "off" };
    }
    const grant = await this.caps.take(this.scopes(applicant));
    if (!grant.granted) {
      this.journal.count("turn_credentials_refused", { cause: `cap_${grant.scope}` });
      return { kind: "capped", scope: grant.scope, retryAfterSeconds: grant.retryAfterSeconds };
    }
    const ttlSeconds = Math.min(credentialSeconds.longest, Math.max(credentialSeconds.shortest, this.rules.ttlSeconds));
    for (const source of this.order(applicant.avoid)) {
      const expiresAt = new Date((Math.floor(this.clock.now() / 1000) + ttlSeconds) * 1000).toISOString();
      const iceServers = await this.ask(source, { userId: applicant.userId, ttlSeconds });
      if (iceServers.length > 0) {
        this.journal.count("turn_credentials_issued", { source: source.name });
        return { kind: "issued", iceServers, source: source.name, ttlSeconds, expiresAt };
      }
    }
    this.journal.count("turn_credentials_refused", { cause: "unavailable" });
    return { kind: "unavailable" };
  }

  private scopes({ userId, line, network }: Applicant): readonly Scope[] {
    const { perUser, perAddress, perNetwork, perDay } = this.rules;
    return [
      { key: `turn:user:${userId}`, name: "user", limits: hourAndDay(perUser) },
      { key: `turn:address:${line}`, name: "address", limits: hourAndDay(perAddress) },
      { key: `turn:network:${network}`, name: "network", limits: [{ window: "day", count: perNetwork }] },
      { key: "turn:everyone", name: "everyone", limits: [{ window: "day", count: perDay }] },
    ];
  }

  private order(avoid: readonly TurnSourceName[]): readonly TurnSource[] {
    return [
      ...this.sources.filter((source) => !avoid.includes(source.name)),
      ...this.sources.filter((source) => avoid.includes(source.name)),
    ];
  }

  private async ask(source: TurnSource, order: Parameters<TurnSource["issue"]>[0]): Promise<readonly IceServer[]> {
    try {
      return await source.issue(order);
    } catch (error) {
      const reason = error instanceof UpstreamError ? `${error.service}_${error.reason}` : nameOf(error);
      this.journal.warn("turn_source_failed", { source: source.name, reason });
      return [];
    }
  }
}

/** Kind of an error without its text, which may hold anything. */
function nameOf(error: unknown): string {
  return error instanceof Error ? `unexpected_${error.name}` : "unexpected";
}

function hourAndDay(counts: { readonly hour: number; readonly day: number }): Scope["limits"] {
  return [
    { window: "hour", count: counts.hour },
    { window: "day", count: counts.day },
  ];
}
