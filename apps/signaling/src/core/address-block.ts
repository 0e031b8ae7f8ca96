import ipaddr from "ipaddr.js";

/** Bits of an address that stand for one customer's line, and for the network that lines are given out of. */
const prefixes = {
  // Providers give a line one IPv4 address, and an IPv6 prefix of up to a /56 (RFC 6177); whoever has it has all of it.
  line: { ipv4: 32, ipv6: 56 },
  // The smallest blocks that are routed on their own: a host rents out its addresses from one, a tunnel broker gives one away.
  network: { ipv4: 24, ipv6: 48 },
} as const;

/** The blocks that an address lies in. An address without any counts as one and the same as all others. */
export interface AddressBlocks {
  readonly line: string;
  readonly network: string;
}

/** The blocks of an address, as X-Forwarded-For or a socket spells it, with or without a port. */
export function addressBlocks(text: string | undefined): AddressBlocks {
  const bare = (text ?? "").trim().replace(/^\[(.*)\](:\d+)?$/, "$1");
  const withoutPort = /^[\d.]+:\d+$/.test(bare) ? bare.replace(/:\d+$/, "") : bare;
  if (!ipaddr.isValid(withoutPort)) {
    return { line: "unknown", network: "unknown" };
  }
  const address = ipaddr.process(withoutPort);
  return { line: block(address, "line"), network: block(address, "network") };
}

function block(address: ipaddr.IPv4 | ipaddr.IPv6, of: keyof typeof prefixes): string {
  const bits = prefixes[of][address.kind()];
  const range = `${address.toString()}/${bits}`;
  const [first, whole] =
    address.kind() === "ipv4"
      ? [ipaddr.IPv4.networkAddressFromCIDR(range), 32]
      : [ipaddr.IPv6.networkAddressFromCIDR(range), 128];
  return bits === whole ? first.toString() : `${first.toString()}/${bits}`;
}
