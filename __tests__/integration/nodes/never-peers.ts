import { platformAddresses } from "../../../modules/nodes";
import { addressRange, specialIpv4, specialIpv6 } from "../../../modules/nodes/special-addresses";

/** Addresses that no client may reach through a node: both ends of every block in the table, and every cloud's platform. */
export const neverPeers: readonly string[] = [
  ...new Set([
    ...[...specialIpv4, ...specialIpv6].flatMap((block) => addressRange(block).split("-")),
    ...platformAddresses.map(({ address }) => address),
  ]),
];
