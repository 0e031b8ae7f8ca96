import ipaddr from "ipaddr.js";
import { type CoturnFamily, explainCoturn, judgeCoturn, usableCoturn } from "../../shared/coturn-versions";
import { coturnOptions, knowsOption } from "../coturn/options";
import { addressRange, specialIpv4, specialIpv6 } from "../special-addresses";
import { filledAtBoot, isPrefix, valueProblem } from "./coturn-values";
import type { Finding } from "./finding";

interface Setting {
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

interface Span {
  readonly from: Buffer;
  readonly to: Buffer;
}

/** How a `turnserver.conf` is looked at. */
export interface CoturnLintOptions {
  /** Version that will read it. */
  readonly version: string;
  /** Whether the files that it names have to exist here. */
  readonly files: boolean;
}

/**
 * Everything in a `turnserver.conf` that coturn would start with and that is wrong: unknown options, values that it takes for
 * something else, guards that are missing.
 */
export function lintCoturn(text: string, { version, files }: CoturnLintOptions): readonly Finding[] {
  const judgement = judgeCoturn(version);
  const { family } = judgement;
  if (family === undefined) {
    return [{ line: 0, message: `coturn ${version}: ${explainCoturn(judgement)} ${usableCoturn}` }];
  }
  const settings = parse(text);
  return [
    ...settings.flatMap((setting) => settingProblem(setting, version, files)),
    ...(family === "4.6" ? settings.flatMap(boxedRange) : []),
    ...contradictions(settings),
    ...missingGuards(settings, family),
  ].toSorted((a, b) => a.line - b.line);
}

function parse(text: string): readonly Setting[] {
  return text.split("\n").flatMap((raw, index) => {
    // A comment takes a whole line; behind a value coturn reads it as part of the value.
    const line = raw.trim().replace(/^#.*$/, "");
    const match = /^([^\s=]+)\s*=?\s*(.*)$/.exec(line);
    return match?.[1] === undefined ? [] : [{ line: index + 1, name: match[1], value: match[2] ?? "" }];
  });
}

function settingProblem({ line, name, value }: Setting, version: string, files: boolean): readonly Finding[] {
  const option = coturnOptions.get(name);
  if (option === undefined || !knowsOption(version, name)) {
    const minor = option?.lastMinor;
    const others = minor === undefined ? option?.families : [`4.${minor}`];
    const known = others === undefined ? "" : `; ${others.map((each) => `${each} does`).join(", ")}`;
    return [{ line, message: `${name}: coturn ${version} does not know this option and starts without it${known}.` }];
  }
  const problem = valueProblem(option.value, name, value, files);
  return problem === undefined ? [] : [{ line, message: problem }];
}

/** 4.6 compares IPv6 addresses byte by byte, so that a range means what it says only if it is a prefix. */
function boxedRange({ line, name, value }: Setting): readonly Finding[] {
  return name.endsWith("-peer-ip") && span(value).some(({ from, to }) => from.length === 16 && !isPrefix(from, to))
    ? [{ line, message: `${name}=${value}: no prefix; 4.6 compares IPv6 byte by byte and leaves gaps. Split it.` }]
    : [];
}

function contradictions(settings: readonly Setting[]): readonly Finding[] {
  const find = (name: string): Setting | undefined => settings.findLast((setting) => setting.name === name);
  const number = (name: string): number | undefined => {
    const value = find(name)?.value;
    return value === undefined || !/^\d+$/.test(value) ? undefined : Number(value);
  };
  const at = (name: string, message: string): Finding => ({ line: find(name)?.line ?? 0, message });
  const findings: Finding[] = [];
  const [from, to] = [number("min-port") ?? 49152, number("max-port") ?? 65535];
  if (from > to) {
    findings.push(at("min-port", `min-port=${from}: above max-port=${to}; no allocation can be made.`));
  } else if ((number("total-quota") ?? 0) > to - from + 1) {
    findings.push(at("total-quota", `total-quota: more allocations than the ${to - from + 1} relay ports.`));
  }
  const capacity = number("bps-capacity") ?? 0;
  const rate = number("max-bps") ?? 0;
  if (capacity > 0 && capacity < rate) {
    findings.push(at("bps-capacity", "bps-capacity: below max-bps, so that not one allocation is admitted."));
  }
  if (capacity > 0 && rate === 0) {
    findings.push(at("bps-capacity", "bps-capacity: without max-bps coturn exits."));
  }
  if (find("no-auth") !== undefined) {
    findings.push(at("no-auth", "no-auth: an open relay; with lt-cred-mech coturn exits."));
  }
  if (find("lt-cred-mech") !== undefined && find("use-auth-secret") !== undefined) {
    findings.push(at("lt-cred-mech", "lt-cred-mech: static users beside time-limited credentials."));
  }
  if (find("allow-loopback-peers") !== undefined) {
    findings.push(at("allow-loopback-peers", "allow-loopback-peers: clients reach the node's own services."));
  }
  if (find("tcp-proxy-port") !== undefined && find("no-tls") === undefined) {
    findings.push(at("tcp-proxy-port", "tcp-proxy-port: replaces the TLS listener too; say no-tls."));
  }
  const password = find("static-auth-secret");
  if (password !== undefined && !filledAtBoot.test(password.value) && password.value.length < 32) {
    findings.push(at("static-auth-secret", "static-auth-secret: shorter than 32 characters."));
  }
  return findings;
}

/** Options that have to be there, with what happens without them. */
const required: readonly { readonly name: string; readonly because: string; readonly only?: CoturnFamily }[] = [
  { name: "realm", because: "credentials are bound to it" },
  { name: "use-auth-secret", because: "time-limited credentials are refused without it" },
  { name: "user-quota", because: "one user takes every relay port" },
  { name: "total-quota", because: "the node takes more allocations than its bandwidth carries" },
  { name: "max-bps", because: "one allocation takes the whole bandwidth" },
  { name: "stale-nonce", because: "a nonce lives for ever" },
  { name: "no-multicast-peers", because: "clients reach multicast groups" },
  { name: "no-tcp-relay", because: "clients reach HTTP services, metadata among them" },
  { name: "no-cli", because: "the command line listens on 5766", only: "4.6" },
  { name: "no-tlsv1", because: "TLS 1.0 is offered", only: "4.6" },
  { name: "no-tlsv1_1", because: "TLS 1.1 is offered", only: "4.6" },
];

function missingGuards(settings: readonly Setting[], family: CoturnFamily): readonly Finding[] {
  const value = (name: string): string | undefined => settings.findLast((setting) => setting.name === name)?.value;
  const withoutTls = value("no-tls") !== undefined;
  const options = required
    .filter(({ only, name }) => (only ?? family) === family && !(withoutTls && name.startsWith("no-tlsv1")))
    .flatMap(({ name, because }) => {
      const found = value(name);
      if (found === undefined) {
        return [{ line: 0, message: `${name}: missing; ${because}.` }];
      }
      return found === "0" ? [{ line: 0, message: `${name}=0: the same as missing; ${because}.` }] : [];
    });
  const tls = withoutTls
    ? []
    : ["cert", "pkey"]
        .filter((name) => value(name) === undefined)
        .map((name) => ({
          line: 0,
          message: `${name}: missing; without it coturn has no TLS. Or say no-tls (before 4.17 no-dtls too).`,
        }));
  const denied = settings.filter(({ name }) => name === "denied-peer-ip").flatMap((setting) => span(setting.value));
  const ranges = special
    .filter(({ spans }) => !spans.every((inner) => denied.some((outer) => covers(outer, inner))))
    .map(({ range, purpose }) => ({ line: 0, message: `denied-peer-ip: ${range} is missing: ${purpose}.` }));
  return [...options, ...tls, ...ranges];
}

/** Ends of a range as coturn spells it; nothing for one that it cannot read. */
function span(range: string): readonly Span[] {
  const [first = "", last = first] = range.split("-");
  return ipaddr.isValid(first) && ipaddr.isValid(last) ? [{ from: bytes(first), to: bytes(last) }] : [];
}

/** Blocks that have to be denied. */
const special = [...specialIpv4, ...specialIpv6].map((block) => {
  const range = addressRange(block);
  return { range, spans: span(range), purpose: block.purpose };
});

function covers(outer: Span, inner: Span): boolean {
  return (
    outer.from.length === inner.from.length && outer.from.compare(inner.from) <= 0 && outer.to.compare(inner.to) >= 0
  );
}

function bytes(address: string): Buffer {
  return Buffer.from(ipaddr.parse(address).toByteArray());
}
