import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { PortRule } from "../../shared/ports";
import { portMatch, world } from "./peer";

export interface BalancerFirewallProps {
  /** Name of the security group. */
  readonly name: string;
  /** What the balancer is for, in words. */
  readonly description: string;
  readonly vpcId: string;
  /** Whether the balancer has IPv6 addresses. */
  readonly ipv6: boolean;
  /** What the balancer listens on, for the world, from the ports table. */
  readonly ports: readonly PortRule[];
}

/** Security group of a load balancer: in from the world on its listeners, out to its nodes only. */
export class BalancerFirewall extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, props: BalancerFirewallProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
    });
    this.groupId = group.id;
    for (const rule of props.ports) {
      for (const peer of world(props.ipv6)) {
        new VpcSecurityGroupIngressRule(this, `${rule.name}-from-${peer.name}`, {
          securityGroupId: group.id,
          description: rule.purpose,
          ...portMatch(rule),
          ...peer.match,
        });
      }
    }
  }

  /** Lets the balancer reach ports of the nodes behind it. */
  reach(nodeGroupId: string, ports: readonly PortRule[]): void {
    for (const rule of ports) {
      new VpcSecurityGroupEgressRule(this, `${rule.name}-to-nodes`, {
        securityGroupId: this.groupId,
        description: rule.purpose,
        ...portMatch(rule),
        referencedSecurityGroupId: nodeGroupId,
      });
    }
  }
}
