import { platformAddresses } from "../../nodes";
import type { PortRule } from "../../shared/ports";
import type { OutboundDenial } from "../network/guarded-subnet";
import { portText, priority } from "./rule-text";

/**
 * Keeps relayed packets from Azure's platform, once more beside coturn and the node's packet filter. A security group passes
 * traffic to platform addresses unless a rule names their service tag, and the machine itself needs what the tags stand for: names,
 * and tokens for its identity. So the rules are on relay ports, which the machine's own connections never leave from.
 */
export function turnDenials(ports: readonly PortRule[]): readonly OutboundDenial[] {
  const tagged = platformAddresses.flatMap(({ serviceTag, address, serves }) =>
    serviceTag === undefined ? [] : [{ serviceTag, address, serves }],
  );
  return ports
    .filter(({ name }) => name === "relay")
    .flatMap((relay) => tagged.map((platform) => ({ relay, platform })))
    .map(({ relay, platform: { serviceTag, address, serves } }, index) => ({
      name: `${relay.name}-to-${serviceTag}`,
      priority: priority(index),
      protocol: relay.protocol === "udp" ? "Udp" : "Tcp",
      fromPorts: portText(relay.ports),
      to: serviceTag,
      purpose: `no relaying to ${address}: ${serves}`,
    }));
}
