import type { Exposure, PortRule } from "../../shared/ports";
import type { InboundRule } from "../network/guarded-subnet";
import { portText, priority } from "./rule-text";

/** Who an exposure is, as service tags of Azure. Nobody outside checks the health of nodes: there is no Route 53 here. */
const senders: Readonly<Record<Exposure, string | undefined>> = {
  world: "Internet",
  "load-balancer": "AzureLoadBalancer",
  "turn-balancer": undefined,
  masters: undefined,
  "media-nodes": undefined,
  "health-checkers": undefined,
  loopback: undefined,
};

/** Rules of the subnet of TURN nodes, from the ports table that coturn's configuration is rendered from. */
export function turnInbound(ports: readonly PortRule[]): readonly InboundRule[] {
  return ports
    .flatMap((rule) =>
      rule.exposure.flatMap((exposure) => {
        const from = senders[exposure];
        return from === undefined ? [] : [{ rule, from, name: `${rule.name}-from-${exposure}` }];
      }),
    )
    .map(({ rule, from, name }, index) => ({
      name,
      priority: priority(index),
      protocol: rule.protocol === "udp" ? "Udp" : "Tcp",
      ports: portText(rule.ports),
      from,
      purpose: rule.purpose,
    }));
}
