import { Construct } from "constructs";
import { mediaNodeFiles, nodeUserData } from "../../nodes";
import { mediaMetrics } from "../../shared/metrics";
import { resourceName } from "../../shared/naming";
import { tagRole } from "../../shared/tags";
import { mediaApis } from "../balancer/media-api";
import { MediaBalancer } from "../balancer/media-balancer";
import { addNodes } from "../fleet/add-nodes";
import { MediaScaling } from "../fleet/media-scaling";
import type { SystemProps } from "../fleet/region-resources";
import { Alarms } from "../observability/alarms";
import { awsMetrics } from "../observability/aws-metrics";
import { certificateAlarm, mediaAlarms, unhealthyHostsAlarm } from "../observability/fleet-alarms";

/** Janus, or a team's own mediasoup application: media straight to the node by UDP, the API through a balancer. */
export class MediaSystem extends Construct {
  constructor(scope: Construct, id: string, props: SystemProps) {
    super(scope, id);
    const { plan, network } = props;
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
    const fleet = addNodes(this, {
      system: props,
      plan: media,
      title: "Media nodes",
      files: mediaNodeFiles(media, context),
      userData: (values) => nodeUserData({ role: "media", plan: media, context, ...values }),
      secrets: { janusTokenSecret: network.janusTokenSecretArn, janusAdminSecret: network.janusAdminSecretArn },
      secretArns: engine.kind === "janus" ? [network.janusTokenSecretArn, network.janusAdminSecretArn] : [],
      ...(engine.kind === "mediasoup" && { artifactKeys: [engine.bundleKey] }),
      statements: [],
      logGroupName: network.mediaLogGroupName,
      metricNamespace: mediaMetrics.sessions.namespace,
      balancer,
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
