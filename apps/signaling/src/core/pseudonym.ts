import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";

/** A name that stands for a value, always the same under one key and of no use without it. */
export function pseudonym(key: string, kind: "user" | "address", value: string): string {
  return createHmac("sha256", key).update(`${kind}\n${value}`).digest("base64url").slice(0, 22);
}

/**
 * The part of an address that stands for one customer: IPv4 whole, IPv6 its /64, since a customer has at least that much.
 * Anything that is no address counts as one and the same.
 */
export function addressBlock(text: string | undefined): string {
  const bare = (text ?? "").trim().replace(/^\[(.*)\](:\d+)?$/, "$1");
  const withoutPort = /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
  if (!ipaddr.isValid(withoutPort)) {
    return "unknown";
  }
  const address = ipaddr.process(withoutPort);
  return address.kind() === "ipv4"
    ? address.toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString();
}
