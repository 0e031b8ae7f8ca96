import { Construct } from "constructs";
import type { TurnJanusAppPlan } from "../../environment/topology";
import { nodeUserData, turnNodeFiles } from "../../nodes";
import { turnMetrics } from "../../shared/metrics";
import { resourceName } from "../../shared/naming";
import { tagRole } from "../../shared/tags";
import { TurnTlsBalancer } from "../balancer/turn-tls-balancer";
import { NodeFirewall } from "../firewall/node-firewall";
import { Fleet } from "../fleet/fleet";
import { hookNames } from "../fleet/lifecycle-hooks";
import { bundlePrefix, NodeBundle } from "../fleet/node-bundle";
import { NodeImage } from "../fleet/node-image";
import { certificateSecretPermissions, dnsProofPermissions, nodePermissions } from "../fleet/node-permissions";
import { NodeRole } from "../fleet/node-role";
import { NodeTemplate } from "../fleet/node-template";
import { NodeUserData } from "../fleet/node-user-data";
import type { SystemProps } from "../fleet/region-resources";
import { TurnScaling } from "../fleet/turn-scaling";
import { Alarms } from "../observability/alarms";
import { awsMetrics } from "../observability/aws-metrics";
import { certificateAlarm, turnAlarms, unhealthyHostsAlarm } from "../observability/fleet-alarms";
import type { PolicyStatement } from "../policy-document";

/** coturn on addresses of its own: clients reach each node by UDP directly, and by TLS as the plan says. */
export class TurnSystem extends Construct {
  constructor(scope: Construct, id: string, props: SystemProps) {
    super(scope, id);
    const { plan, network, account, names } = props;
    const { turn } = plan;
    const { environment, region } = plan.stack;
    const context = { environment, region, domain: turn.realm };
    tagRole(this, turn.role);

    const balancer = turn.tls.mode === "nlb" ? this.balancer(props) : undefined;
    const firewall = new NodeFirewall(this, "firewall", {
      name: names.resource("turn-nodes"),
      description: "TURN nodes",
      vpcId: network.vpcId,
      region,
      ports: turn.ports,
      ...(balancer && { balancer: balancer.firewall }),
    });
    const role = new NodeRole(this, "role", {
      name: resourceName("awsIamRole", environment, region, "turn-node"),
      description: "What a TURN node may do.",
      statements: [
        ...nodePermissions({
          account,
          fleet: turn,
          secretArns: [network.turnSecretArn],
          dataKeyArn: network.dataKeyArn,
          artifactArns: [`${network.artifactBucketArn}/${bundlePrefix("turn")}*`],
          logGroupName: network.turnLogGroupName,
          metricNamespace: turnMetrics.allocations.namespace,
        }),
        ...this.certificatePermissions(props),
      ],
    });
    const bundle = new NodeBundle(this, "bundle", {
      role: "turn",
      files: turnNodeFiles(turn, context),
      bucket: network.artifactBucket,
      dataKeyArn: network.dataKeyArn,
    });
    const userData = new NodeUserData(this, "user-data", {
      values: {
        bundle: { bucket: network.artifactBucket, key: bundle.key, sha256: bundle.sha256 },
        parameters: {
          launchingHook: hookNames.launching,
          terminatingHook: hookNames.terminating,
          logGroup: network.turnLogGroupName,
          turnSecret: network.turnSecretArn,
        },
      },
      render: (values) => nodeUserData({ role: "turn", plan: turn, context, ...values }),
    });
    const template = new NodeTemplate(this, "launch", {
      name: turn.name,
      imageId: new NodeImage(this, "image", turn.image).imageId,
      instanceType: turn.instanceType,
      volumeGib: turn.volumeGib,
      dataKeyArn: network.dataKeyArn,
      securityGroupId: firewall.groupId,
      instanceProfileArn: role.instanceProfileArn,
      userData: userData.base64,
      tags: { ...plan.stack.tags, Name: turn.name, Role: turn.role, AddressPool: turn.addressPool },
    });
    const fleet = new Fleet(this, "fleet", {
      plan: turn,
      template,
      subnetIds: network.publicSubnetIds,
      targetGroupArns: balancer?.targetGroupArns ?? [],
      after: [role.policy, ...firewall.egress, ...(balancer?.listeners ?? [])],
    });
    new TurnScaling(this, "scaling", { plan: turn, groupName: fleet.groupName });
    new Alarms(this, "alarms", {
      fleet: turn.name,
      group: fleet.group,
      topicArn: network.topicArn,
      definitions: [
        ...turnAlarms(turn),
        ...(balancer
          ? [
              unhealthyHostsAlarm("balancer-unhealthy-node", awsMetrics.networkUnhealthyHosts, balancer.dimensions),
              certificateAlarm("balancer-certificate-days", network.turnCertificateArn),
            ]
          : []),
      ],
    });
  }

  private balancer({ plan, network }: SystemProps): TurnTlsBalancer {
    return new TurnTlsBalancer(this, "balancer", {
      name: resourceName("awsLoadBalancer", plan.stack.environment, "turn-tls"),
      hostname: plan.names.turnTls,
      zoneId: network.zoneId,
      vpcId: network.vpcId,
      subnetIds: network.publicSubnetIds,
      certificateArn: network.turnCertificateArn,
      accessLogBucket: network.accessLogBucket,
      drainLimitSeconds: plan.turn.lifecycle.drainLimitSeconds,
      ipv6: plan.ipv6,
      protect: plan.protect,
    });
  }

  private certificatePermissions({ plan, network, account }: SystemProps): readonly PolicyStatement[] {
    const { tls } = plan.turn;
    if (tls.mode !== "node") {
      return [];
    }
    return tls.certificate.kind === "secret"
      ? certificateSecretPermissions(tls.certificate.secretArn)
      : dnsProofPermissions(account, network.zoneId, certificateNames(plan));
  }
}

/** Names that a node's own certificate may be for. */
function certificateNames(plan: TurnJanusAppPlan): readonly string[] {
  return [plan.names.turn, plan.names.turnTls];
}
