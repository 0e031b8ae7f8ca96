import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import ipaddr from "ipaddr.js";
import type { CoturnValue } from "../coturn/options";

/** What is left for the boot service to fill in; nothing can be said of it before. */
export const filledAtBoot = /@@[a-z0-9_]+@@/;

/** Says what is wrong with a value; undefined for nothing. `files` is false where the file is not linted on its machine. */
export function valueProblem(kind: CoturnValue, name: string, value: string, files: boolean): string | undefined {
  if (filledAtBoot.test(value)) {
    return undefined;
  }
  switch (kind) {
    case "flag":
      return /^(|[yntf01].*|on|off)$/i.test(value)
        ? undefined
        : `${name}=${value}: coturn exits on a switch that is neither yes nor no.`;
    case "integer":
      return /^\d+$/.test(value)
        ? undefined
        : `${name}=${value}: not a whole number, which coturn takes for 0: no limit.`;
    case "port":
      return /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 65535
        ? undefined
        : `${name}=${value}: not a port between 1 and 65535.`;
    case "peer-range":
      return rangeProblem(name, value);
    case "address":
      return addressProblem(name, value);
    case "file":
      return files && !readable(value)
        ? `${name}=${value}: cannot be read; coturn would start without TLS.`
        : undefined;
    case "ciphers":
      return cipherProblem(name, value);
    case "text":
      return value === "" ? `${name}: has no value.` : undefined;
  }
}

/** Whether the ends of a range are the first and the last address of a prefix. */
export function isPrefix(from: Buffer, to: Buffer): boolean {
  const [first, last] = [BigInt(`0x${from.toString("hex")}`), BigInt(`0x${to.toString("hex")}`)];
  const free = first ^ last;
  return (free & (free + 1n)) === 0n && (first & free) === 0n;
}

function rangeProblem(name: string, value: string): string | undefined {
  const shown = `${name}=${value}`;
  if (value.includes("/")) {
    return `${shown}: coturn takes no CIDR and denies nothing; write first-last.`;
  }
  const [first, last = first, ...more] = value.split("-");
  if (first === undefined || last === undefined || more.length > 0 || !ipaddr.isValid(first) || !ipaddr.isValid(last)) {
    return `${shown}: not an address or first-last; coturn skips the line.`;
  }
  const from = ipaddr.parse(first);
  const to = ipaddr.parse(last);
  if (from.kind() !== to.kind()) {
    return `${shown}: the ends are of different families.`;
  }
  const [a, b] = [Buffer.from(from.toByteArray()), Buffer.from(to.toByteArray())];
  if (a.compare(b) > 0) {
    return `${shown}: the range is reversed and matches nothing.`;
  }
  if (from.kind() === "ipv6" && a.every((byte) => byte === 0)) {
    return `${shown}: a range that starts at "::" makes coturn match every peer, IPv4 too.`;
  }
  return undefined;
}

function addressProblem(name: string, value: string): string | undefined {
  // aux-server carries a port, external-ip the private address behind a slash.
  const addresses = value
    .split("/")
    .map((part) => /^\[(.+)\]:\d+$/.exec(part)?.[1] ?? part.replace(/^([\d.]+):\d+$/, "$1"));
  return addresses.every((address) => ipaddr.IPv6.isValid(address) || ipaddr.IPv4.isValidFourPartDecimal(address))
    ? undefined
    : `${name}=${value}: not an address.`;
}

function readable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function cipherProblem(name: string, value: string): string | undefined {
  const list = value.replace(/^"(.*)"$/, "$1");
  const openssl = spawnSync("openssl", ["ciphers", "-v", list], { encoding: "utf8" });
  if (openssl.error !== undefined) {
    return `${name}: cannot be checked, openssl is missing; install it (apt-get install openssl).`;
  }
  const usable = openssl.stdout.split("\n").filter((cipher) => / TLSv1\.2 |SSLv3|TLSv1 /.test(cipher));
  return openssl.status === 0 && usable.length > 0
    ? undefined
    : `${name}=${value}: names no cipher of TLS 1.2, so that every handshake fails.`;
}
