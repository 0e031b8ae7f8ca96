import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type EgressRule, type Exposure, nodeEgress, type PortRule } from "../../shared/ports";
import type { BalancerFirewall } from "./balancer-firewall";
import { type Peer, portMatch, world } from "./peer";

export interface NodeFirewallProps {
  /** Name of the security group. */
  readonly name: string;
  /** Who stands behind it, in words. */
  readonly description: string;
  readonly vpcId: string;
  readonly region: string;
  /** What the nodes listen on, from the ports table. */
  readonly ports: readonly PortRule[];
  /** Balancer in front of the nodes; absent: ports for a balancer stay closed. */
  readonly balancer?: BalancerFirewall;
  /** Balancer of TURN over TLS, where it is another one; absent: its ports stay closed. */
  readonly turnBalancer?: BalancerFirewall;
  /**
   * What the nodes may send to the internet besides what all nodes may.
   * @default nothing
   */
  readonly egress?: readonly EgressRule[];
}

/**
 * Security group of a fleet: one described rule for each port of the table and each peer that may reach it, nothing else.
 * Nodes have IPv4 addresses alone: an IPv6 address cannot stay with a slot, so no name could be given for it.
 */
export class NodeFirewall extends Construct {
  readonly groupId: string;
  readonly group: SecurityGroup;
  /** What a node needs to reach anything: there before the first one boots, and until the last one has drained. */
  readonly egress: readonly ITerraformDependable[];
  private readonly ports: readonly PortRule[];
  private checkers: DataAwsEc2ManagedPrefixList | undefined;

  constructor(scope: Construct, id: string, props: NodeFirewallProps) {
    super(scope, id);
    const group = new SecurityGroup(this, "group", {
      name: props.name,
      description: props.description,
      vpcId: props.vpcId,
    });
    this.group = group;
    this.groupId = group.id;
    this.ports = props.ports;

    for (const rule of props.ports) {
      for (const peer of rule.exposure.flatMap((exposure) => this.peers(exposure, props))) {
        new VpcSecurityGroupIngressRule(this, `${rule.name}-from-${peer.name}`, {
          securityGroupId: group.id,
          description: rule.purpose,
          ...portMatch(rule),
          ...peer.match,
        });
      }
    }
    this.egress = [...nodeEgress(), ...(props.egress ?? [])].flatMap((rule) =>
      world(false).map(
        (peer) =>
          new VpcSecurityGroupEgressRule(this, `${rule.name}-to-${peer.name}`, {
            securityGroupId: group.id,
            description: rule.purpose,
            ...portMatch(rule),
            ...peer.match,
          }),
      ),
    );
    props.balancer?.reach(group.id, this.portsFor("load-balancer"));
    props.turnBalancer?.reach(group.id, this.portsFor("turn-balancer"));
  }

  /** Lets nodes of the cluster reach the ports that the table opens to them, from their side and from this one. */
  admit(cluster: "masters" | "media-nodes", nodes: NodeFirewall): void {
    for (const rule of this.portsFor(cluster)) {
      new VpcSecurityGroupIngressRule(this, `${rule.name}-from-${cluster}`, {
        securityGroupId: this.groupId,
        description: rule.purpose,
        ...portMatch(rule),
        referencedSecurityGroupId: nodes.groupId,
      });
      new VpcSecurityGroupEgressRule(this, `${rule.name}-out-of-${cluster}`, {
        securityGroupId: nodes.groupId,
        description: rule.purpose,
        ...portMatch(rule),
        referencedSecurityGroupId: this.groupId,
      });
    }
  }

  private portsFor(exposure: Exposure): readonly PortRule[] {
    return this.ports.filter((rule) => rule.exposure.includes(exposure));
  }

  private peers(exposure: Exposure, props: NodeFirewallProps): readonly Peer[] {
    switch (exposure) {
      case "world":
        return world(false);
      case "load-balancer":
        return props.balancer
          ? [{ name: "balancer", match: { referencedSecurityGroupId: props.balancer.groupId } }]
          : [];
      case "turn-balancer":
        return props.turnBalancer
          ? [{ name: "turn-balancer", match: { referencedSecurityGroupId: props.turnBalancer.groupId } }]
          : [];
      case "health-checkers":
        return [{ name: "health-checkers", match: { prefixListId: this.healthCheckers(props.region) } }];
      case "masters":
      case "media-nodes":
        // Opened by `admit`, once the groups of both sides are there.
        return [];
      case "loopback":
        return [];
    }
  }

  /** AWS keeps the addresses that Route 53 checks from in this list; the nodes' checks go to their IPv4 addresses. */
  private healthCheckers(region: string): string {
    this.checkers ??= new DataAwsEc2ManagedPrefixList(this, "health-checkers", {
      name: `com.amazonaws.${region}.route53-healthchecks`,
    });
    return this.checkers.id;
  }
}
