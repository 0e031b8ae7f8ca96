import { Construct } from "constructs";
import type { GoLiveAppPlan } from "../../environment/topology";
import { liveNodeFiles, nodeUserData } from "../../nodes";
import { livePorts } from "../../shared/live-ports";
import { mediaMetrics } from "../../shared/metrics";
import { resourceName } from "../../shared/naming";
import { tagRole } from "../../shared/tags";
import { MediaBalancer } from "../balancer/media-balancer";
import type { DeploymentAccount } from "../deployment-account";
import { NodeFirewall } from "../firewall/node-firewall";
import { Fleet } from "../fleet/fleet";
import { hookNames } from "../fleet/lifecycle-hooks";
import { MediaScaling } from "../fleet/media-scaling";
import { bundlePrefix, NodeBundle } from "../fleet/node-bundle";
import { NodeImage } from "../fleet/node-image";
import { nodePermissions } from "../fleet/node-permissions";
import { NodeRole } from "../fleet/node-role";
import { nodeSubnets } from "../fleet/node-subnets";
import { NodeTemplate } from "../fleet/node-template";
import { NodeUserData } from "../fleet/node-user-data";
import type { LayerNames } from "../layer-names";
import { Alarms } from "../observability/alarms";
import { awsMetrics } from "../observability/aws-metrics";
import { certificateAlarm, mediaAlarms, unhealthyHostsAlarm } from "../observability/fleet-alarms";
import { directoryAlarms } from "./directory-alarms";
import { livePermissions } from "./live-permissions";
import { RoomDirectory } from "./room-directory";
import { tracingEgress } from "./tracing-egress";

export interface LiveSystemProps {
  readonly plan: GoLiveAppPlan;
  /** Values of the network layer's contract. */
  readonly network: {
    readonly vpcId: string;
    readonly publicSubnetIds: string[];
    readonly zoneId: string;
    readonly internalZoneId: string;
    readonly dataKeyArn: string;
    readonly topicArn: string;
    readonly artifactBucket: string;
    readonly artifactBucketArn: string;
    readonly accessLogBucket: string;
    readonly recordingsBucket: string;
    readonly recordingsBucketArn: string;
    readonly accessSecretArn: string;
    readonly adminSecretArn: string;
    readonly certificateArn: string;
    readonly logGroupName: string;
  };
  readonly account: DeploymentAccount;
  readonly names: LayerNames;
}

/**
 * Instances of live-webrtc: media straight to the instance by UDP, signalling through a balancer to the room-hash proxy of any
 * instance, which asks the one that the room belongs to.
 */
export class LiveSystem extends Construct {
  constructor(scope: Construct, id: string, props: LiveSystemProps) {
    super(scope, id);
    const { plan, network, account, names } = props;
    const { fleet: live } = plan;
    const { environment, region } = plan.stack;
    const { vpcId, dataKeyArn } = network;
    const nodeSubnetIds = nodeSubnets(network.publicSubnetIds, plan.oneZone);
    const context = { environment, region, domain: plan.domain };
    tagRole(this, live.role);

    const balancer = new MediaBalancer(this, "balancer", {
      name: resourceName("awsLoadBalancer", environment, "live"),
      hostname: live.live.hostname,
      zoneId: network.zoneId,
      vpcId,
      subnetIds: network.publicSubnetIds,
      certificateArn: network.certificateArn,
      accessLogBucket: network.accessLogBucket,
      apis: [{ name: "proxy", port: livePorts.proxy, paths: ["/*"], priority: 10, sticky: false }],
      drainLimitSeconds: live.lifecycle.drainLimitSeconds,
      ipv6: plan.ipv6,
      protect: plan.protect,
    });
    const firewall = new NodeFirewall(this, "firewall", {
      name: names.resource("live-nodes"),
      description: "Instances of live-webrtc",
      vpcId,
      region,
      ports: live.ports,
      balancer: balancer.firewall,
      egress: tracingEgress(live.live),
    });
    firewall.admit("media-nodes", firewall);
    const directory =
      live.directory &&
      new RoomDirectory(this, "directory", {
        plan: live.directory,
        vpcId,
        subnetIds: nodeSubnetIds,
        dataKeyArn,
        clientGroupId: firewall.groupId,
      });
    const role = new NodeRole(this, "role", {
      name: resourceName("awsIamRole", environment, region, "live-node"),
      description: "What an instance of live-webrtc may do.",
      statements: [
        ...nodePermissions({
          account,
          fleet: live,
          secretArns: [
            network.accessSecretArn,
            network.adminSecretArn,
            ...(live.turnSecretArn === undefined ? [] : [live.turnSecretArn]),
          ],
          dataKeyArn,
          artifactArns: [`${network.artifactBucketArn}/${bundlePrefix("live")}*`],
          logGroupName: network.logGroupName,
          metricNamespace: mediaMetrics.sessions.namespace,
        }),
        ...livePermissions({
          account,
          fleet: live,
          internalZoneId: network.internalZoneId,
          recordingsBucketArn: network.recordingsBucketArn,
          dataKeyArn,
        }),
      ],
    });
    const bundle = new NodeBundle(this, "bundle", {
      role: "live",
      files: liveNodeFiles(live, context),
      bucket: network.artifactBucket,
      dataKeyArn,
    });
    const userData = new NodeUserData(this, "user-data", {
      values: {
        bundle: { bucket: network.artifactBucket, key: bundle.key, sha256: bundle.sha256 },
        parameters: {
          launchingHook: hookNames.launching,
          terminatingHook: hookNames.terminating,
          logGroup: network.logGroupName,
          liveAccessSecret: network.accessSecretArn,
          liveAdminSecret: network.adminSecretArn,
          internalZoneId: network.internalZoneId,
          recordingsBucket: network.recordingsBucket,
          roomDirectory: directory?.address ?? "",
        },
      },
      render: (values) => nodeUserData({ role: "live", plan: live, context, ...values }),
    });
    const template = new NodeTemplate(this, "launch", {
      name: live.name,
      imageId: new NodeImage(this, "image", live.image).imageId,
      instanceType: live.instanceType,
      volumeGib: live.volumeGib,
      dataKeyArn,
      securityGroupId: firewall.groupId,
      instanceProfileArn: role.instanceProfileArn,
      userData: userData.base64,
      tags: { ...plan.stack.tags, Name: live.name, Role: live.role, AddressPool: live.addressPool },
    });
    const fleet = new Fleet(this, "fleet", {
      plan: live,
      template,
      subnetIds: nodeSubnetIds,
      targetGroupArns: balancer.targetGroupArns,
      after: [role.policy, ...firewall.egress, ...balancer.listeners, ...(directory?.reachable ?? [])],
    });
    new MediaScaling(this, "scaling", { plan: live, groupName: fleet.groupName });
    new Alarms(this, "alarms", {
      fleet: live.name,
      group: fleet.group,
      topicArn: network.topicArn,
      definitions: [
        ...mediaAlarms(live),
        ...balancer.apis.map(({ name, dimensions }) =>
          unhealthyHostsAlarm(`balancer-unhealthy-${name}`, awsMetrics.applicationUnhealthyHosts, dimensions),
        ),
        certificateAlarm("balancer-certificate-days", network.certificateArn),
        ...(live.directory ? directoryAlarms(live.directory) : []),
      ],
    });
  }
}
