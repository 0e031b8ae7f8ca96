import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
import { turnBalancerPorts, wellKnownPorts } from "../../shared/ports";
import { BalancerFirewall } from "../firewall/balancer-firewall";
import { BalancerName } from "./balancer-name";
import { deletable } from "./deletable";
import { deregistrationDelay, nodeHealthCheck } from "./health-check";
import { TrustedCertificate, tlsPolicy } from "./trusted-certificate";

/**
 * Seconds for which a silent TURN connection is kept. Clients refresh an allocation after at most ten minutes (RFC 8656);
 * the balancer's own 350 would cut the idle ones. Its TLS listeners cannot be set: there clients send keepalives.
 */
const tcpIdleSeconds = 900;

export interface TurnTlsBalancerProps {
  /** Name of the balancer and of its target group. */
  readonly name: string;
  readonly hostname: string;
  readonly zoneId: string;
  readonly vpcId: string;
  /** Public subnets, one per zone. */
  readonly subnetIds: string[];
  readonly certificateArn: string;
  readonly accessLogBucket: string;
  /** Longest drain of a node, in seconds. */
  readonly drainLimitSeconds: number;
  readonly ipv6: boolean;
  /** Guards the balancer from deletion. */
  readonly protect: boolean;
}

/**
 * TURN for networks that let only TCP or HTTPS out. TLS ends here, with a certificate that AWS renews; coturn learns the
 * client's address by PROXY protocol. Media by UDP never passes a balancer: it goes to the nodes' own addresses.
 */
export class TurnTlsBalancer extends Construct {
  readonly firewall: BalancerFirewall;
  readonly targetGroupArns: readonly string[];
  /** What makes a target group's health mean something: there before the first node joins. */
  readonly listeners: readonly ITerraformDependable[];
  /** Dimensions of the balancer's metrics. */
  readonly dimensions: Readonly<Record<"LoadBalancer" | "TargetGroup", string>>;

  constructor(scope: Construct, id: string, props: TurnTlsBalancerProps) {
    super(scope, id);
    this.firewall = new BalancerFirewall(this, "firewall", {
      name: props.name,
      description: "Balancer of TURN over TLS and TCP",
      vpcId: props.vpcId,
      ipv6: props.ipv6,
      ports: turnBalancerPorts(),
    });
    const balancer = new Lb(this, "balancer", {
      name: props.name,
      loadBalancerType: "network",
      internal: false,
      subnets: props.subnetIds,
      securityGroups: [this.firewall.groupId],
      ipAddressType: props.ipv6 ? "dualstack" : "ipv4",
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: props.protect,
      accessLogs: { bucket: props.accessLogBucket, prefix: props.name, enabled: true },
    });
    if (!props.protect) {
      acceptFindings(balancer, deletable);
    }
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
      certificateArn: new TrustedCertificate(this, "certificate", props.certificateArn).arn,
      defaultAction: forward,
    });
    const tcp = new LbListener(this, "turn-tcp", {
      loadBalancerArn: balancer.arn,
      protocol: "TCP",
      port: wellKnownPorts.turn,
      tcpIdleTimeoutSeconds: tcpIdleSeconds,
      defaultAction: forward,
    });
    new BalancerName(this, "name", { zoneId: props.zoneId, name: props.hostname, balancer, ipv6: props.ipv6 });
    this.targetGroupArns = [nodes.arn];
    this.listeners = [tls, tcp];
    this.dimensions = { LoadBalancer: balancer.arnSuffix, TargetGroup: nodes.arnSuffix };
  }
}
