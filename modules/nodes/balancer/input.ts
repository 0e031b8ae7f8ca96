import type { TurnLimits } from "../../environment/topology";
import type { PortRange, TurnTlsMode } from "../../shared/ports";

/** One coturn node behind a balancer. */
export interface ClusterNode {
  /** Name in the balancer's files, unique. */
  readonly name: string;
  /** Private IPv4 address that the balancer reaches it by. */
  readonly privateAddress: string;
  /** Address that clients and peers reach its relay range by. */
  readonly publicAddress: string;
  /** Port that it listens on; 3478 where each node has a host of its own. */
  readonly port: number;
  /** Port of its health service; 8089 where each node has a host of its own. */
  readonly healthPort: number;
  /** Ports that it relays from. */
  readonly relay: PortRange;
}

/** Several coturn nodes behind one address, for teams without a cloud's balancer. */
export interface ClusterInput {
  readonly realm: string;
  /** Public address of the balancer: where it listens. */
  readonly balancerAddress: string;
  readonly nodes: readonly ClusterNode[];
  /**
   * Where TURN over TLS ends. `nlb`: at the balancer, with PROXY protocol to the nodes, so that they know the client.
   * `node`: passed through. `off`: none.
   */
  readonly tls: TurnTlsMode;
  readonly coturnVersion: string;
  readonly limits: TurnLimits;
}
