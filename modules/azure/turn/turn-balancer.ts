import { Lb } from "@cdktf/provider-azurerm/lib/lb";
import { LbBackendAddressPool } from "@cdktf/provider-azurerm/lib/lb-backend-address-pool";
import { LbProbe } from "@cdktf/provider-azurerm/lib/lb-probe";
import { LbRule } from "@cdktf/provider-azurerm/lib/lb-rule";
import { NetworkInterfaceBackendAddressPoolAssociation } from "@cdktf/provider-azurerm/lib/network-interface-backend-address-pool-association";
import { Construct } from "constructs";
import { wellKnownPorts } from "../../shared/ports";
import type { Place } from "../place";
import type { TurnNode } from "./turn-node";

/** Address and nodes. */
export interface TurnBalancerProps {
  readonly place: Place;
  readonly publicAddressId: string;
  readonly nodes: readonly { readonly slot: number; readonly node: TurnNode }[];
}

const frontend = "public";

/**
 * Passes TURN over TLS through to a healthy node, which ends it: a Standard Load Balancer knows neither certificates nor the PROXY
 * protocol, and keeps the client's address as it is. UDP never goes through it: a relay address is one node's own.
 */
export class TurnBalancer extends Construct {
  constructor(scope: Construct, id: string, props: TurnBalancerProps) {
    super(scope, id);
    const balancer = new Lb(this, "balancer", {
      name: props.place.local("turns"),
      ...props.place.where,
      sku: "Standard",
      frontendIpConfiguration: [{ name: frontend, publicIpAddressId: props.publicAddressId }],
    });
    const pool = new LbBackendAddressPool(this, "pool", { name: "turn", loadbalancerId: balancer.id });
    for (const { slot, node } of props.nodes) {
      new NetworkInterfaceBackendAddressPoolAssociation(this, `slot-${slot}`, {
        networkInterfaceId: node.interfaceId,
        ipConfigurationName: node.addressConfiguration,
        backendAddressPoolId: pool.id,
      });
    }
    const probe = new LbProbe(this, "probe", {
      name: "health",
      loadbalancerId: balancer.id,
      protocol: "Http",
      port: wellKnownPorts.health,
      requestPath: "/healthz",
      intervalInSeconds: 5,
      probeThreshold: 2,
    });
    new LbRule(this, "turns", {
      name: "turns",
      loadbalancerId: balancer.id,
      protocol: "Tcp",
      frontendPort: wellKnownPorts.turnTlsPublic,
      backendPort: wellKnownPorts.turnTlsPublic,
      frontendIpConfigurationName: frontend,
      backendAddressPoolIds: [pool.id],
      probeId: probe.id,
      // An allocation over TCP may be silent for as long as a call is; a reset tells the client at once that it is over.
      idleTimeoutInMinutes: 30,
      tcpResetEnabled: true,
      // Nodes go out by their own addresses.
      disableOutboundSnat: true,
    });
  }
}
