import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { openviduMediaUserData } from "../../nodes/openvidu/user-data";
import { resourceName } from "../../shared/naming";
import { tagRole } from "../../shared/tags";
import type { NodeFirewall } from "../firewall/node-firewall";
import { Fleet } from "../fleet/fleet";
import { hookNames } from "../fleet/lifecycle-hooks";
import { NodeImage } from "../fleet/node-image";
import { NodeRole } from "../fleet/node-role";
import { NodeTemplate } from "../fleet/node-template";
import { NodeUserData } from "../fleet/node-user-data";
import { openviduMediaPermissions } from "./cluster-permissions";
import type { ClusterProps } from "./cluster-resources";

export interface MediaNodesProps extends ClusterProps {
  readonly firewall: NodeFirewall;
  readonly targetGroupArns: readonly string[];
  /** What has to exist before the first node boots: it joins masters that serve. */
  readonly after: readonly ITerraformDependable[];
}

/** The media fleet: public addresses, CPU kept to a target, nodes that fail their health check replaced, nodes that leave drained. */
export class MediaNodes extends Construct {
  readonly group: ITerraformDependable;

  constructor(scope: Construct, id: string, props: MediaNodesProps) {
    super(scope, id);
    tagRole(this, "media");
    const { plan, network, firewall } = props;
    const { media, stack } = plan;
    const role = new NodeRole(this, "role", {
      name: resourceName("awsIamRole", stack.environment, stack.region, "openvidu-media"),
      description: "What a media node of OpenVidu may do.",
      statements: openviduMediaPermissions(props),
    });
    const userData = new NodeUserData(this, "user-data", {
      values: {
        group: media.name,
        launchingHook: hookNames.launching,
        terminatingHook: hookNames.terminating,
        logGroup: network.mediaLogGroupName,
        secret: network.mediaSecretArn,
        masters: plan.masters.groups.map(({ number }) => Fn.element(network.masterAddresses, number - 1)),
        artifactBucket: network.artifactBucket,
      },
      render: (values) => openviduMediaUserData(plan, values),
    });
    const template = new NodeTemplate(this, "launch", {
      name: media.name,
      imageId: new NodeImage(this, "image", media.image).imageId,
      instanceType: media.instanceType,
      volumeGib: media.rootGib,
      rootDevice: media.image.rootDevice,
      dataKeyArn: network.dataKeyArn,
      securityGroupId: firewall.groupId,
      instanceProfileArn: role.instanceProfileArn,
      userData: userData.base64,
      tags: { ...stack.tags, Name: media.name, Role: "media" },
      ...(plan.keyName !== undefined && { keyName: plan.keyName }),
    });
    const fleet = new Fleet(this, "fleet", {
      plan: { ...media, placement: "none", warmPoolSize: 0, schedules: [] },
      template,
      subnetIds: network.mediaSubnetIds,
      targetGroupArns: props.targetGroupArns,
      initialNodes: media.nodes.initial,
      nodeTags: { OpenviduFleet: media.name },
      after: [role.policy, ...firewall.egress, ...props.after],
    });
    new AutoscalingPolicy(this, "cpu", {
      name: `${media.name}-cpu`,
      autoscalingGroupName: fleet.groupName,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: media.targetCpuPercent,
      },
    });
    this.group = fleet.group;
  }
}
