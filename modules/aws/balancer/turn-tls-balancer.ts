import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { turnBalancerPorts, wellKnownPorts } from "../../shared/ports";
import { deregistrationDelay, nodeHealthCheck } from "./health-check";
import { networkBalancer, PublicBalancer, type PublicBalancerProps } from "./public-balancer";
import { tlsPolicy } from "./trusted-certificate";

/**
 * Seconds for which a silent TURN connection is kept. Clients refresh an allocation after at most ten minutes (RFC 8656);
 * the balancer's own 350 would cut the idle ones. Its TLS listeners cannot be set: there clients send keepalives.
 */
const tcpIdleSeconds = 900;

export interface TurnTlsBalancerProps extends PublicBalancerProps {
  /** Longest drain of a node, in seconds. */
  readonly drainLimitSeconds: number;
}

/**
 * TURN for networks that let only TCP or HTTPS out. TLS ends here, with a certificate that AWS renews; coturn learns the
 * client's address by PROXY protocol. Media by UDP never passes a balancer: it goes to the nodes' own addresses.
 */
export class TurnTlsBalancer extends PublicBalancer {
  readonly targetGroupArns: readonly string[];
  /** What makes a target group's health mean something: there before the first node joins. */
  readonly listeners: readonly ITerraformDependable[];
  /** Dimensions of the balancer's metrics. */
  readonly dimensions: Readonly<Record<"LoadBalancer" | "TargetGroup", string>>;

  constructor(scope: Construct, id: string, props: TurnTlsBalancerProps) {
    super(scope, id, props, {
      description: "Balancer of TURN over TLS and TCP",
      ports: turnBalancerPorts(),
      settings: networkBalancer,
    });
    const { balancer } = this;
    // One TCP connection carries a whole allocation, so connections need no stickiness; TLS listeners could not have it.
    const nodes = new LbTargetGroup(this, "nodes", {
      name: props.name,
      vpcId: props.vpcId,
      targetType: "instance",
      protocol: "TCP",
      port: wellKnownPorts.turnProxyProtocol,
      proxyProtocolV2: true,
      preserveClientIp: "false",
      deregistrationDelay: deregistrationDelay(props.drainLimitSeconds),
      healthCheck: nodeHealthCheck,
    });
    const forward = [{ type: "forward", targetGroupArn: nodes.arn }];
    const tls = new LbListener(this, "turns", {
      loadBalancerArn: balancer.arn,
      protocol: "TLS",
      port: wellKnownPorts.turnTlsPublic,
      sslPolicy: tlsPolicy,
      certificateArn: this.certificateArn,
      defaultAction: forward,
    });
    const tcp = new LbListener(this, "turn-tcp", {
      loadBalancerArn: balancer.arn,
      protocol: "TCP",
      port: wellKnownPorts.turn,
      tcpIdleTimeoutSeconds: tcpIdleSeconds,
      defaultAction: forward,
    });
    this.targetGroupArns = [nodes.arn];
    this.listeners = [tls, tcp];
    this.dimensions = { LoadBalancer: balancer.arnSuffix, TargetGroup: nodes.arnSuffix };
  }
}
