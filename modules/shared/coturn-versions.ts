/**
 * The one table of coturn's releases: what is wrong with which, and what is done with each. Everything that takes or renders a
 * version asks it; docs/nodes.md shows it, and a test compares them.
 */

/** The version of Debian 12 and Ubuntu 24.04, which nodes install. */
export const distributionCoturn = "4.6.1";

/** The version of containers: the newest that the drills were run with. */
export const containerCoturn = "4.18.0";

/** Sets of options: a file for one is not a file for the other. */
export type CoturnFamily = "4.6" | "4.17";

/** Something that a release does wrong. */
export interface CoturnFault {
  /** CVE, or the issue in coturn's repository. */
  readonly id: string;
  /** First release with it; absent: all before `fixed`. */
  readonly since?: string;
  /** First release without it. */
  readonly fixed: string;
  readonly what: string;
  /** What the rendered files do about it where the release is in use; absent: nothing. */
  readonly closedBy?: string;
}

/** Faults by the release that ends them, from coturn's advisories and change log. Those of the web interface and of databases are left out: it is off. */
export const coturnFaults: readonly CoturnFault[] = [
  {
    id: "CVE-2025-69217",
    since: "4.6.2",
    fixed: "4.8.0",
    what: "nonces and relay ports can be foretold: whoever has a credential uses it from addresses that are not theirs",
  },
  {
    id: "CVE-2026-27624",
    fixed: "4.9.0",
    what: "an IPv4 peer that is denied is reached by its IPv4-mapped IPv6 address",
    closedBy: "::ffff:0:0/96 is denied, and relays have no IPv6 address",
  },
  {
    id: "CVE-2026-40613",
    fixed: "4.10.0",
    what: "reads at odd addresses; one datagram ends the process where a 64-bit ARM machine enforces alignment",
  },
  {
    id: "CVE-2026-43994",
    fixed: "4.10.0",
    what: "a token of OAuth overflows a buffer",
    closedBy: "oauth is not rendered",
  },
  {
    id: "CVE-2026-53450",
    fixed: "4.13.0",
    what: "::ffff:127.0.0.1 is not taken for loopback",
    closedBy: "::ffff:0:0/96 is denied",
  },
  {
    id: "CVE-2026-73212",
    fixed: "4.13.1",
    what: "a connection for a client (RFC 6062) reaches denied peers by other IPv6 forms of their address",
    closedBy: "no-tcp-relay",
  },
  {
    id: "CVE-2026-62959",
    fixed: "4.15.0",
    what: "the redirect for ACME shows memory of the process to anybody",
    closedBy: "acme-redirect is not rendered",
  },
  {
    id: "CVE-2026-65981",
    fixed: "4.15.0",
    what: "a mobility ticket takes over an allocation of somebody else",
    closedBy: "mobility is not rendered",
  },
  {
    id: "CVE-2026-68552",
    fixed: "4.15.0",
    what: "a message of a length near 65,536 over TCP or TLS breaks the framing of the sender's own connection",
  },
  {
    id: "CVE-2026-73213",
    fixed: "4.16.0",
    what: "an IPv6 range that is no prefix leaves gaps",
    closedBy: "every range is a prefix; the linter refuses others",
  },
  {
    id: "CVE-2026-73214",
    fixed: "4.16.0",
    what: "half a DTLS greeting takes the memory of a session from anybody",
    closedBy: "no-dtls, but in TLS mode node",
  },
  {
    id: "CVE-2026-73215",
    fixed: "4.17.0",
    what: "EVEN-PORT uses up relay ports for ever",
  },
  {
    id: "CVE-2026-73216",
    fixed: "4.17.0",
    what: "a quota of allocations is passed by mobility",
    closedBy: "mobility is not rendered",
  },
  {
    id: "coturn #2036",
    fixed: "4.17.0",
    what: "a datagram without credentials takes 19 KiB for 20 seconds (stateless nonces are off)",
  },
  {
    id: "coturn #2043",
    since: "4.17.0",
    fixed: "4.17.2",
    what: "replies to clients leave with a TTL of 1: tests on one machine are green, the internet hears nothing",
  },
];

/** What is done with a range of releases. */
export interface CoturnRange {
  /** First release of it; it ends before the first of the next. */
  readonly from: string;
  readonly decision: "allowed" | "warned" | "refused";
  /** A sentence. */
  readonly because: string;
  /** Which options it reads; absent where it is refused. */
  readonly family?: CoturnFamily;
}

/** Ranges without a gap, oldest first. */
export const coturnRanges: readonly CoturnRange[] = [
  { from: "0.0.0", decision: "refused", because: "Its options are not known here." },
  {
    from: distributionCoturn,
    decision: "allowed",
    because:
      "It is the version of Debian 12 and Ubuntu 24.04; its faults are listed with what is rendered against them.",
    family: "4.6",
  },
  {
    from: "4.6.2",
    decision: "warned",
    because: "No distribution that nodes install carries it, and it has faults that 4.6.1 does not have.",
    family: "4.6",
  },
  {
    from: "4.7.0",
    decision: "refused",
    because: "Clients can use up its relay ports and its memory, and before 4.16.0 get past denied peers.",
  },
  {
    from: "4.17.0",
    decision: "refused",
    because:
      "Its replies to clients leave with a TTL of 1: tests on one machine are green, the internet hears nothing.",
  },
  { from: "4.17.2", decision: "allowed", because: "No fault of it is known here.", family: "4.17" },
  {
    from: "4.19.0",
    decision: "warned",
    because: `It is newer than ${containerCoturn}, the newest whose options and faults were read.`,
    family: "4.17",
  },
];

/** What is known of one version. */
export interface CoturnJudgement extends Omit<CoturnRange, "from"> {
  readonly faults: readonly CoturnFault[];
}

/** Versions that a refusal names as the way out. */
export const usableCoturn = `Use the distribution's ${distributionCoturn}, or 4.17.2 or later.`;

/** What is known of a version such as `4.18.0`, and what is done with it. */
export function judgeCoturn(version: string): CoturnJudgement {
  const numbers = parse(version);
  const range = numbers && coturnRanges.findLast(({ from }) => compare(numbers, parse(from) ?? numbers) >= 0);
  if (numbers === undefined || range === undefined) {
    return { decision: "refused", because: "A version is numbers, such as 4.18.0.", faults: [] };
  }
  const before = (limit: string): boolean => compare(numbers, parse(limit) ?? numbers) < 0;
  const { from: _, ...rest } = range;
  return {
    ...rest,
    faults: coturnFaults.filter(({ since, fixed }) => before(fixed) && (since === undefined || !before(since))),
  };
}

/** What a judgement says to somebody who chose the version: why, and the faults by their ids. */
export function explainCoturn({ because, faults }: CoturnJudgement): string {
  return faults.length === 0 ? because : `${because} Known faults: ${faults.map(({ id }) => id).join(", ")}.`;
}

/** What somebody should know who uses this version all the same; undefined for one that is allowed or refused. */
export function coturnWarning(version: string): string | undefined {
  const judgement = judgeCoturn(version);
  return judgement.decision === "warned"
    ? `warning: coturn ${version}: ${explainCoturn(judgement)} ${usableCoturn}`
    : undefined;
}

/** Set of options that a version reads; undefined for one that is refused. */
export function coturnFamily(version: string): CoturnFamily | undefined {
  return judgeCoturn(version).family;
}

type Numbers = readonly [major: number, minor: number, patch: number];

function parse(version: string): Numbers | undefined {
  // No release has a number that begins with 0, and an image of that name does not exist.
  const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)(?:\.(0|[1-9]\d*))?$/.exec(version);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

function compare(a: Numbers, b: Numbers): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
