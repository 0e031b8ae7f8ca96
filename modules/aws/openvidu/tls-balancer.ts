import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
import { resourceName } from "../../shared/naming";
import type { PortRule } from "../../shared/ports";
import { BalancerName } from "../balancer/balancer-name";
import { deletable } from "../balancer/deletable";
import { deregistrationDelay } from "../balancer/health-check";
import { TrustedCertificate, tlsPolicy } from "../balancer/trusted-certificate";
import { BalancerFirewall } from "../firewall/balancer-firewall";

/** A TLS listener and the nodes behind it. */
export interface TlsService {
  /** Stable key: it becomes part of resource addresses. */
  readonly name: string;
  /** Port of the listener. */
  readonly port: number;
  /** Port of the nodes: plain TCP. */
  readonly nodePort: number;
  /** HTTP health of a node. */
  readonly health: { readonly port: number; readonly path: string };
  /** Longest time for which a leaving node's connections go on, in seconds. */
  readonly drainLimitSeconds: number;
}

/** A balancer and what stands behind it. */
export interface TlsBalancerProps {
  /** Name of the balancer; its target groups are named after it. */
  readonly name: string;
  /** What it is for, in words. */
  readonly description: string;
  readonly hostname: string;
  readonly zoneId: string;
  readonly vpcId: string;
  /** Public subnets, one per zone. */
  readonly subnetIds: string[];
  readonly certificateArn: string;
  readonly accessLogBucket: string;
  readonly services: readonly TlsService[];
  /** What the world reaches, from the ports table. */
  readonly ports: readonly PortRule[];
  readonly ipv6: boolean;
  /** Guards the balancer from deletion. */
  readonly protect: boolean;
}

/** A Network Load Balancer that ends TLS on every listener, with one certificate for its one name. */
export class TlsBalancer extends Construct {
  readonly firewall: BalancerFirewall;
  /** What makes a target group's health mean something: there before the first node joins. */
  readonly listeners: readonly ITerraformDependable[];
  private readonly groups: ReadonlyMap<string, LbTargetGroup>;
  private readonly arnSuffix: string;

  constructor(scope: Construct, id: string, props: TlsBalancerProps) {
    super(scope, id);
    this.firewall = new BalancerFirewall(this, "firewall", {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
      ipv6: props.ipv6,
      ports: props.ports,
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
    const certificateArn = new TrustedCertificate(this, "certificate", props.certificateArn).arn;
    const made = props.services.map((service) => {
      const nodes = this.nodes(service, props);
      const listener = new LbListener(this, service.name, {
        loadBalancerArn: balancer.arn,
        protocol: "TLS",
        port: service.port,
        sslPolicy: tlsPolicy,
        certificateArn,
        defaultAction: [{ type: "forward", targetGroupArn: nodes.arn }],
      });
      return { name: service.name, nodes, listener };
    });
    new BalancerName(this, "name", { zoneId: props.zoneId, name: props.hostname, balancer, ipv6: props.ipv6 });
    this.listeners = made.map(({ listener }) => listener);
    this.groups = new Map(made.map(({ name, nodes }) => [name, nodes]));
    this.arnSuffix = balancer.arnSuffix;
  }

  /** ARN of the target group of a service. */
  targetGroupArn(service: string): string {
    return this.group(service).arn;
  }

  /** Dimensions of a service's metrics. */
  dimensions(service: string): Readonly<Record<"LoadBalancer" | "TargetGroup", string>> {
    return { LoadBalancer: this.arnSuffix, TargetGroup: this.group(service).arnSuffix };
  }

  private group(service: string): LbTargetGroup {
    const group = this.groups.get(service);
    if (!group) {
      throw new RangeError(`${this.node.path} has no service ${service}`);
    }
    return group;
  }

  private nodes(service: TlsService, props: TlsBalancerProps): LbTargetGroup {
    return new LbTargetGroup(this, `${service.name}-nodes`, {
      name: resourceName("awsLoadBalancer", props.name, service.name),
      vpcId: props.vpcId,
      targetType: "instance",
      protocol: "TCP",
      port: service.nodePort,
      // Nodes admit the balancer by its security group; behind it they see its address.
      preserveClientIp: "false",
      deregistrationDelay: deregistrationDelay(service.drainLimitSeconds),
      healthCheck: {
        protocol: "HTTP",
        port: String(service.health.port),
        path: service.health.path,
        matcher: "200",
        interval: 10,
        timeout: 5,
        healthyThreshold: 3,
        unhealthyThreshold: 4,
      },
    });
  }
}
