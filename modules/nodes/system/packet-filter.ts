import type { PortRange } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { platformBlocksOf, specialIpv4, specialIpv6 } from "../special-addresses";
import { fillTemplate } from "../template";

/** What the packet filter of a node guards. */
export interface PacketFilterInput {
  /** System user of the media server. */
  readonly user: "turnserver" | "janus" | "mediasoup" | "live";
  /** Ports that it sends media from. */
  readonly media: PortRange;
  /** Whether media of one session may go to another on the same node, as between two TURN allocations. */
  readonly hairpin: boolean;
  /**
   * Whether the server's own questions to the resolver leave from its media ports.
   * @default false
   */
  readonly resolves?: boolean;
  /** More rules on what the server sends. */
  readonly output: readonly string[];
  /** Rules on what arrives. */
  readonly input: readonly string[];
}

/** IPv4-compatible addresses hold the loopback and any IPv4 address; coturn cannot deny them, see `turnserver.conf`. */
const ipv4Compatible = "::/96";

/**
 * Rules for nftables. They hold no address of the node: what is local leaves by the loopback, so the same file suits every node.
 * Nothing is tracked and no route is looked up a second time, since both would cost each relayed packet.
 */
export function packetFilter(input: PacketFilterInput): RenderedFile {
  const ports = `${input.media.from}-${input.media.to}`;
  const ipv6 = [ipv4Compatible, ...specialIpv6.map(({ cidr }) => cidr).filter((cidr) => cidr !== "::1/128")];
  const content = fillTemplate("nftables/guard.nft", {
    user: input.user,
    ports,
    special4: list(specialIpv4.map(({ cidr }) => cidr)),
    special6: list(ipv6),
    local: rules([
      ...(input.resolves === true ? ["oif lo udp dport 53 accept"] : []),
      ...(input.hairpin ? [`oif lo ip daddr != 127.0.0.0/8 udp dport ${ports} accept`] : []),
      `oif lo meta skuid ${input.user} counter drop`,
    ]),
    output: rules(input.output),
    input: rules(input.input),
  });
  return { path: "etc/nftables.conf", mode: 0o755, content };
}

/**
 * Rules that keep a user from the platform of every cloud, whatever port it sends from; the rules on media say it for media ports
 * already. By user and not by address: the resolver and the agent of the machine need the platform.
 */
export function keptFromPlatform(user: string): readonly string[] {
  const [ipv4, ipv6] = [platformBlocksOf("ipv4").join(", "), platformBlocksOf("ipv6").join(", ")];
  return [
    `ip daddr { ${ipv4} } meta skuid ${user} counter drop`,
    `ip6 daddr { ${ipv6} } meta skuid ${user} counter drop`,
  ];
}

function list(elements: readonly string[]): string {
  return elements.join(",\n      ");
}

function rules(lines: readonly string[]): string {
  return lines.length === 0 ? "# nothing more" : lines.join("\n    ");
}
