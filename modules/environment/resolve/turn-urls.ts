import { wellKnownPorts } from "../../shared/ports";

/** TURN URLs that clients of a region try in this order (RFC 7065): UDP first, then what a strict firewall lets out. */
export function turnUrls(
  names: { readonly turn: string; readonly turnTls: string },
  tls: "balancer" | "node" | "off",
): readonly string[] {
  const udp = `turn:${names.turn}:${wellKnownPorts.turn}?transport=udp`;
  switch (tls) {
    case "balancer":
      return [udp, `turns:${names.turnTls}:${wellKnownPorts.turnTlsPublic}?transport=tcp`];
    case "node":
      return [udp, `turns:${names.turn}:${wellKnownPorts.turnTlsPublic}?transport=tcp`];
    case "off":
      return [udp, `turn:${names.turn}:${wellKnownPorts.turn}?transport=tcp`];
  }
}
