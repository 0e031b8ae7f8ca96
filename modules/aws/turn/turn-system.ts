import { Construct } from "constructs";
import type { TurnJanusAppPlan } from "../../environment/topology";
import { nodeUserData, turnNodeFiles } from "../../nodes";
import { turnMetrics } from "../../shared/metrics";
import { resourceName } from "../../shared/naming";
import { tagRole } from "../../shared/tags";
import { TurnTlsBalancer } from "../balancer/turn-tls-balancer";
import { addNodes } from "../fleet/add-nodes";
import { certificateSecretPermissions, dnsProofPermissions } from "../fleet/node-permissions";
import { nodeSubnets } from "../fleet/node-subnets";
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
    const { plan, network } = props;
    const { turn } = plan;
    const { environment, region } = plan.stack;
    const context = { environment, region, domain: turn.realm };
    tagRole(this, turn.role);

    const balancer = turn.tls.mode === "nlb" ? this.balancer(props) : undefined;
    const fleet = addNodes(this, {
      system: props,
      plan: turn,
      title: "TURN nodes",
      files: turnNodeFiles(turn, context),
      userData: (values) => nodeUserData({ role: "turn", plan: turn, context, ...values }),
      secrets: { turnSecret: network.turnSecretArn },
      secretArns: [network.turnSecretArn],
      statements: this.certificatePermissions(props),
      logGroupName: network.turnLogGroupName,
      metricNamespace: turnMetrics.allocations.namespace,
      ...(balancer && { balancer }),
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
      subnetIds: nodeSubnets(network.publicSubnetIds, plan.oneZone),
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
