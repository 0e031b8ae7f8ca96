import type { PortRange } from "../../shared/ports";

/** Other end of a security group rule; exactly one field is set. */
export interface PeerMatch {
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
  readonly referencedSecurityGroupId?: string;
}

/** Who a rule lets in or out to. */
export interface Peer {
  /** Becomes part of resource addresses. */
  readonly name: string;
  readonly match: PeerMatch;
}

/** Anybody: security groups take one rule for each address family. */
export function world(ipv6: boolean): readonly Peer[] {
  const ipv4 = { name: "world-ipv4", match: { cidrIpv4: "0.0.0.0/0" } };
  return ipv6 ? [ipv4, { name: "world-ipv6", match: { cidrIpv6: "::/0" } }] : [ipv4];
}

/** Ports and protocol of a rule as security groups take them. */
export function portMatch(rule: { readonly protocol: "tcp" | "udp"; readonly ports: PortRange }): {
  readonly ipProtocol: string;
  readonly fromPort: number;
  readonly toPort: number;
} {
  return { ipProtocol: rule.protocol, fromPort: rule.ports.from, toPort: rule.ports.to };
}
