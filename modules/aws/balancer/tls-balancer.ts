import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../shared/naming";
import type { PortRule } from "../../shared/ports";
import { deregistrationDelay } from "./health-check";
import { networkBalancer, PublicBalancer, type PublicBalancerProps } from "./public-balancer";
import { tlsPolicy } from "./trusted-certificate";

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
export interface TlsBalancerProps extends PublicBalancerProps {
  /** What it is for, in words. */
  readonly description: string;
  readonly services: readonly TlsService[];
  /** What the world reaches, from the ports table. */
  readonly ports: readonly PortRule[];
}

/** A Network Load Balancer that ends TLS on every listener, with one certificate for its one name. */
export class TlsBalancer extends PublicBalancer {
  /** What makes a target group's health mean something: there before the first node joins. */
  readonly listeners: readonly ITerraformDependable[];
  private readonly groups: ReadonlyMap<string, LbTargetGroup>;

  constructor(scope: Construct, id: string, props: TlsBalancerProps) {
    const { description, ports } = props;
    super(scope, id, props, { description, ports, settings: networkBalancer });
    const made = props.services.map((service) => {
      const nodes = this.nodes(service, props);
      const listener = new LbListener(this, service.name, {
        loadBalancerArn: this.balancer.arn,
        protocol: "TLS",
        port: service.port,
        sslPolicy: tlsPolicy,
        certificateArn: this.certificateArn,
        defaultAction: [{ type: "forward", targetGroupArn: nodes.arn }],
      });
      return { name: service.name, nodes, listener };
    });
    this.listeners = made.map(({ listener }) => listener);
    this.groups = new Map(made.map(({ name, nodes }) => [name, nodes]));
  }

  /** ARN of the target group of a service. */
  targetGroupArn(service: string): string {
    return this.group(service).arn;
  }

  /** Dimensions of a service's metrics. */
  dimensions(service: string): Readonly<Record<"LoadBalancer" | "TargetGroup", string>> {
    return { LoadBalancer: this.balancer.arnSuffix, TargetGroup: this.group(service).arnSuffix };
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
