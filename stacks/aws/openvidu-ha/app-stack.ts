import { type App, TerraformOutput } from "cdktf";
import { addAwsProvider } from "../../../modules/aws/aws-provider";
import { TlsBalancer } from "../../../modules/aws/balancer/tls-balancer";
import { DeploymentAccount } from "../../../modules/aws/deployment-account";
import { NodeFirewall } from "../../../modules/aws/firewall/node-firewall";
import { LayerNames } from "../../../modules/aws/layer-names";
import { Alarms } from "../../../modules/aws/observability/alarms";
import { Budget } from "../../../modules/aws/observability/budget";
import { clusterAlarms } from "../../../modules/aws/openvidu/cluster-alarms";
import { MasterVolumes } from "../../../modules/aws/openvidu/master-volumes";
import { Masters } from "../../../modules/aws/openvidu/masters";
import { MediaNodes } from "../../../modules/aws/openvidu/media-nodes";
import type { OpenviduAppPlan } from "../../../modules/environment/topology";
import { BaseStack } from "../../../modules/shared/base-stack";
import { readContract } from "../../../modules/shared/contract";
import { resourceName } from "../../../modules/shared/naming";
import { openviduBalancerPorts, openviduTurnBalancerPorts, rtmpEgress } from "../../../modules/shared/openvidu-ports";
import { balancedServices, turnService } from "./balanced-services";
import { openviduNetworkContract } from "./network-contract";
import { openviduOutputs } from "./outputs";

/** What is replaced every week of OpenVidu: balancers, masters, media nodes and what watches them. */
export class OpenviduAppStack extends BaseStack {
  constructor(app: App, plan: OpenviduAppPlan) {
    super(app, plan.stack);
    addAwsProvider(this, plan.stack.region, plan.accountId);
    const { environment, region } = plan.stack;
    const { protect, ipv6, masters, media } = plan;
    const network = readContract(this, "network", openviduNetworkContract, plan.network);
    const account = new DeploymentAccount(this, "account", { region });
    const names = new LayerNames(environment, region);
    const cluster = { plan, network, account, names };
    const { vpcId, zoneId, accessLogBucket } = network;
    const balancer = { vpcId, zoneId, accessLogBucket, subnetIds: network.mediaSubnetIds, ipv6, protect };

    const web = new TlsBalancer(this, "balancer", {
      ...balancer,
      name: resourceName("awsLoadBalancer", environment, "openvidu"),
      description: "Balancer of OpenVidu: HTTPS to masters, RTMPS to media nodes",
      hostname: plan.hostname,
      certificateArn: network.webCertificateArn,
      services: balancedServices(media.lifecycle.drainLimitSeconds),
      ports: openviduBalancerPorts(),
    });
    const turn =
      plan.turnHostname === undefined
        ? undefined
        : new TlsBalancer(this, "turn-balancer", {
            ...balancer,
            name: resourceName("awsLoadBalancer", environment, "openvidu-turn"),
            description: "Balancer of TURN over TLS",
            hostname: plan.turnHostname,
            certificateArn: network.turnCertificateArn,
            services: [turnService(media.lifecycle.drainLimitSeconds)],
            ports: openviduTurnBalancerPorts(),
          });

    const masterFirewall = new NodeFirewall(this, "master-firewall", {
      name: names.resource("openvidu-masters"),
      description: "Masters of OpenVidu",
      vpcId,
      region,
      ports: masters.ports,
      balancer: web.firewall,
    });
    const mediaFirewall = new NodeFirewall(this, "media-firewall", {
      name: names.resource("openvidu-media"),
      description: "Media nodes of OpenVidu",
      vpcId,
      region,
      ports: media.ports,
      balancer: web.firewall,
      ...(turn && { turnBalancer: turn.firewall }),
      egress: [rtmpEgress],
    });
    masterFirewall.admit("masters", masterFirewall);
    masterFirewall.admit("media-nodes", mediaFirewall);
    mediaFirewall.admit("masters", masterFirewall);

    const volumes = masters.volumes.retain
      ? undefined
      : new MasterVolumes(this, "master-volumes", { plan: masters.volumes, dataKeyArn: network.dataKeyArn, protect });
    const masterNodes = new Masters(this, "masters", {
      ...cluster,
      firewall: masterFirewall,
      targetGroupArn: web.targetGroupArn("https"),
      after: [...web.listeners, ...(volumes?.all ?? [])],
    });
    const mediaNodes = new MediaNodes(this, "media", {
      ...cluster,
      firewall: mediaFirewall,
      targetGroupArns: [web.targetGroupArn("rtmps"), ...(turn ? [turn.targetGroupArn("turns")] : [])],
      after: [...masterNodes.groups.slice(-1), ...web.listeners, ...(turn?.listeners ?? [])],
    });
    new Alarms(this, "alarms", {
      fleet: names.resource("openvidu"),
      group: mediaNodes.group,
      topicArn: network.topicArn,
      definitions: clusterAlarms({
        plan,
        web,
        turn,
        webCertificateArn: network.webCertificateArn,
        turnCertificateArn: network.turnCertificateArn,
      }),
    });
    if (plan.budget) {
      new Budget(this, "budget", plan.budget);
    }

    for (const { name, value, description } of openviduOutputs(plan, network.bundleSecretArn)) {
      new TerraformOutput(this, name, { value, description, staticId: true });
    }
  }
}
