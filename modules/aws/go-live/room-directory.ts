import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { RoomDirectoryPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { livePorts } from "../../shared/live-ports";

/** What the directory is made from. */
export interface RoomDirectoryProps {
  readonly plan: RoomDirectoryPlan;
  readonly vpcId: string;
  /** One subnet per zone. Nodes of ElastiCache have private addresses, whatever the subnet. */
  readonly subnetIds: string[];
  readonly dataKeyArn: string;
  /** Security group of the instances, whose room routers are the only clients. */
  readonly clientGroupId: string;
}

/**
 * Valkey in which the room routers of all instances keep where each room is. It is part of the app layer and has no snapshots: after
 * a loss the routers write the leases of all live rooms again, and until then they go by hashing.
 */
export class RoomDirectory extends Construct {
  /** Name that always points at the node that takes writes. */
  readonly address: string;
  /** What a router needs to reach it. */
  readonly reachable: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: RoomDirectoryProps) {
    super(scope, id);
    const { plan } = props;
    const group = new SecurityGroup(this, "group", {
      name: plan.name,
      description: "Room directory of live-webrtc",
      vpcId: props.vpcId,
    });
    const port = { ipProtocol: "tcp", fromPort: livePorts.directory, toPort: livePorts.directory };
    const rules = [
      new VpcSecurityGroupIngressRule(this, "directory-from-instances", {
        securityGroupId: group.id,
        description: "room routers",
        ...port,
        referencedSecurityGroupId: props.clientGroupId,
      }),
      new VpcSecurityGroupEgressRule(this, "directory-out-of-instances", {
        securityGroupId: props.clientGroupId,
        description: "room directory",
        ...port,
        referencedSecurityGroupId: group.id,
      }),
    ];
    const subnets = new ElasticacheSubnetGroup(this, "subnets", {
      name: plan.name,
      description: "Zones of the room directory",
      subnetIds: props.subnetIds,
    });
    const valkey = new ElasticacheReplicationGroup(this, "valkey", {
      replicationGroupId: plan.name,
      description: "Rooms of live-webrtc and the instances that have them",
      engine: "valkey",
      engineVersion: "8.0",
      nodeType: plan.nodeType,
      numCacheClusters: plan.nodes,
      automaticFailoverEnabled: plan.nodes > 1,
      multiAzEnabled: plan.nodes > 1,
      port: livePorts.directory,
      subnetGroupName: subnets.name,
      securityGroupIds: [group.id],
      atRestEncryptionEnabled: "true",
      kmsKeyId: props.dataKeyArn,
      transitEncryptionEnabled: true,
      autoMinorVersionUpgrade: "true",
      snapshotRetentionLimit: 0,
    });
    acceptFindings(valkey, {
      rule: "CKV_AWS_31",
      reason:
        "Traffic is encrypted, and the security group lets only the instances in. A password would stand in the state, and it would guard names of rooms alone.",
    });
    this.address = valkey.primaryEndpointAddress;
    this.reachable = rules;
  }
}
