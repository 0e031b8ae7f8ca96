import { Construct } from "constructs";
import { mediaNodeFiles, nodeUserData } from "../../nodes";
import { mediaMetrics } from "../../shared/metrics";
import { resourceName } from "../../shared/naming";
import { tagRole } from "../../shared/tags";
import { mediaApis } from "../balancer/media-api";
import { MediaBalancer } from "../balancer/media-balancer";
import { NodeFirewall } from "../firewall/node-firewall";
import { Fleet } from "../fleet/fleet";
import { hookNames } from "../fleet/lifecycle-hooks";
import { MediaScaling } from "../fleet/media-scaling";
import { bundlePrefix, NodeBundle } from "../fleet/node-bundle";
import { NodeImage } from "../fleet/node-image";
import { nodePermissions, recordingPermissions } from "../fleet/node-permissions";
import { NodeRole } from "../fleet/node-role";
import { NodeTemplate } from "../fleet/node-template";
import { NodeUserData } from "../fleet/node-user-data";
import type { SystemProps } from "../fleet/region-resources";
import { Alarms } from "../observability/alarms";
import { awsMetrics } from "../observability/aws-metrics";
import { certificateAlarm, mediaAlarms, unhealthyHostsAlarm } from "../observability/fleet-alarms";

/** Janus, or a team's own mediasoup application: media straight to the node by UDP, the API through a balancer. */
export class MediaSystem extends Construct {
  constructor(scope: Construct, id: string, props: SystemProps) {
    super(scope, id);
    const { plan, network, account, names } = props;
    const { media } = plan;
    const { engine } = media;
    const { environment, region } = plan.stack;
    const context = { environment, region, domain: plan.turn.realm };
    tagRole(this, media.role);

    const balancer = new MediaBalancer(this, "balancer", {
      name: resourceName("awsLoadBalancer", environment, "media"),
      hostname: media.apiHostname,
      zoneId: network.zoneId,
      vpcId: network.vpcId,
      subnetIds: network.publicSubnetIds,
      certificateArn: network.mediaCertificateArn,
      accessLogBucket: network.accessLogBucket,
      apis: mediaApis(engine.kind),
      drainLimitSeconds: media.lifecycle.drainLimitSeconds,
      ipv6: plan.ipv6,
      protect: plan.protect,
    });
    const firewall = new NodeFirewall(this, "firewall", {
      name: names.resource("media-nodes"),
      description: "Media nodes",
      vpcId: network.vpcId,
      region,
      ports: media.ports,
      balancer: balancer.firewall,
    });
    const role = new NodeRole(this, "role", {
      name: resourceName("awsIamRole", environment, region, "media-node"),
      description: "What a media node may do.",
      statements: [
        ...nodePermissions({
          account,
          fleet: media,
          secretArns: engine.kind === "janus" ? [network.janusTokenSecretArn, network.janusAdminSecretArn] : [],
          dataKeyArn: network.dataKeyArn,
          artifactArns: [
            `${network.artifactBucketArn}/${bundlePrefix("media")}*`,
            ...(engine.kind === "mediasoup" ? [`${network.artifactBucketArn}/${engine.bundleKey}`] : []),
          ],
          logGroupName: network.mediaLogGroupName,
          metricNamespace: mediaMetrics.sessions.namespace,
        }),
        ...(media.recordings ? recordingPermissions(account, network.recordingsBucketArn, network.dataKeyArn) : []),
      ],
    });
    const bundle = new NodeBundle(this, "bundle", {
      role: "media",
      files: mediaNodeFiles(media, context),
      bucket: network.artifactBucket,
      dataKeyArn: network.dataKeyArn,
    });
    const userData = new NodeUserData(this, "user-data", {
      values: {
        bundle: { bucket: network.artifactBucket, key: bundle.key, sha256: bundle.sha256 },
        parameters: {
          launchingHook: hookNames.launching,
          terminatingHook: hookNames.terminating,
          logGroup: network.mediaLogGroupName,
          janusTokenSecret: network.janusTokenSecretArn,
          janusAdminSecret: network.janusAdminSecretArn,
        },
      },
      render: (values) => nodeUserData({ role: "media", plan: media, context, ...values }),
    });
    const template = new NodeTemplate(this, "launch", {
      name: media.name,
      imageId: new NodeImage(this, "image", media.image).imageId,
      instanceType: media.instanceType,
      volumeGib: media.volumeGib,
      dataKeyArn: network.dataKeyArn,
      securityGroupId: firewall.groupId,
      instanceProfileArn: role.instanceProfileArn,
      userData: userData.base64,
      tags: { ...plan.stack.tags, Name: media.name, Role: media.role, AddressPool: media.addressPool },
    });
    const fleet = new Fleet(this, "fleet", {
      plan: media,
      template,
      subnetIds: network.publicSubnetIds,
      targetGroupArns: balancer.targetGroupArns,
      after: [role.policy, ...firewall.egress, ...balancer.listeners],
    });
    new MediaScaling(this, "scaling", { plan: media, groupName: fleet.groupName });
    new Alarms(this, "alarms", {
      fleet: media.name,
      group: fleet.group,
      topicArn: network.topicArn,
      definitions: [
        ...mediaAlarms(media),
        ...balancer.apis.map(({ name, dimensions }) =>
          unhealthyHostsAlarm(`balancer-unhealthy-${name}`, awsMetrics.applicationUnhealthyHosts, dimensions),
        ),
        certificateAlarm("balancer-certificate-days", network.mediaCertificateArn),
      ],
    });
  }
}
