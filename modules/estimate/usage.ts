/** How an environment is used in a month. */
export interface Usage {
  /** People. */
  readonly users: number;
  /** Calls of all of them. */
  readonly calls: number;
  /** Mean length of a call. */
  readonly minutes: number;
  /** People in a call. */
  readonly participants: number;
  /** Share of the connections that a TURN server relays, 0–1. */
  readonly relayed: number;
  /** What one participant sends, Mb/s. */
  readonly mbps: number;
  /** Share of the calls that pass a media server, where the topology has one, 0–1. The others are between browsers. */
  readonly media: number;
}

/** A figure of {@link Usage}. */
interface UsageKey {
  /** What is assumed where nothing is said. */
  readonly value: number;
  readonly unit: string;
  readonly least: number;
  /** A part of a whole. */
  readonly share?: true;
  /** No fractions. */
  readonly whole?: true;
}

/** Figures of {@link Usage}: a team of a thousand with ten short calls each, for want of better. */
export const usageKeys: Readonly<Record<keyof Usage, UsageKey>> = {
  users: { value: 1000, least: 1, whole: true, unit: "people who call within a month" },
  calls: { value: 10_000, least: 0, whole: true, unit: "calls in a month, of all users together" },
  minutes: { value: 15, least: 0, unit: "minutes that a call lasts" },
  participants: { value: 2, least: 2, whole: true, unit: "people in a call" },
  relayed: { value: 0.2, least: 0, share: true, unit: "connections that go through TURN" },
  mbps: { value: 1.5, least: 0, unit: "Mb/s that each participant sends" },
  media: { value: 1, least: 0, share: true, unit: "calls that go through the media server where there is one" },
};

/** Names of what can be said. */
export const usageNames = [
  "users",
  "calls",
  "minutes",
  "participants",
  "relayed",
  "mbps",
  "media",
] as const satisfies readonly (keyof Usage)[];

/** Usage where nothing is said. */
export const assumedUsage: Usage = {
  users: usageKeys.users.value,
  calls: usageKeys.calls.value,
  minutes: usageKeys.minutes.value,
  participants: usageKeys.participants.value,
  relayed: usageKeys.relayed.value,
  mbps: usageKeys.mbps.value,
  media: usageKeys.media.value,
};

/** Media of a month, GB (10⁹ bytes). */
export interface MediaTraffic {
  /** Leaves TURN servers towards participants. */
  readonly relayed: number;
  /** Leaves media servers towards participants. */
  readonly served: number;
  /** Passes between TURN and media servers, both directions. */
  readonly between: number;
}

/**
 * Media of a month. In a call of n everybody gets a stream of each of the others: n · (n − 1) streams. A relayed connection passes
 * one relay. Where a media server is part of the call, what it sends to relayed participants leaves through the relay instead.
 */
export function mediaTraffic(usage: Usage, hasMediaServer: boolean): MediaTraffic {
  const { calls, minutes, participants: n, relayed, mbps } = usage;
  const media = hasMediaServer ? usage.media : 0;
  const gigabytesPerStream = (calls * minutes * 60 * mbps) / 8 / 1000;
  const received = n * (n - 1) * gigabytesPerStream;
  return {
    relayed: received * relayed,
    served: received * (1 - relayed) * media,
    between: n * n * gigabytesPerStream * relayed * media,
  };
}

/** Media of a month where one sends and the others watch, GB: n − 1 streams leave the servers. */
export function broadcastTraffic({ calls, minutes, participants, relayed, mbps }: Usage): {
  readonly served: number;
  /** Part of it that passes a relay on its way. */
  readonly relayed: number;
} {
  const served = ((participants - 1) * calls * minutes * 60 * mbps) / 8 / 1000;
  return { served, relayed: served * relayed };
}
