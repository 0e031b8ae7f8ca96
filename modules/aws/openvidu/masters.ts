import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { NetworkInterfaceSgAttachment } from "@cdktf/provider-aws/lib/network-interface-sg-attachment";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { masterUserData } from "../../nodes/openvidu/user-data";
import { acceptFindings } from "../../shared/accepted-finding";
import { resourceName } from "../../shared/naming";
import { tagRole } from "../../shared/tags";
import type { NodeFirewall } from "../firewall/node-firewall";
import { hookNames, lifecycleHooks } from "../fleet/lifecycle-hooks";
import { NodeImage } from "../fleet/node-image";
import { NodeRole } from "../fleet/node-role";
import { NodeTemplate } from "../fleet/node-template";
import { NodeUserData } from "../fleet/node-user-data";
import { masterPermissions } from "./cluster-permissions";
import type { ClusterProps } from "./cluster-resources";

/** Time beyond the longest launch that Terraform waits before it gives up, in seconds. */
const patienceSeconds = 900;

export interface MastersProps extends ClusterProps {
  readonly firewall: NodeFirewall;
  /** Target group of HTTPS. */
  readonly targetGroupArn: string;
  /** What has to exist before the first master boots. */
  readonly after: readonly ITerraformDependable[];
}

/** One master: its group, and what it is launched with. */
type MasterGroupPlan = MastersProps["plan"]["masters"]["groups"][number];

/**
 * Four groups of exactly one node: a master that dies comes back in its zone, on its addresses, with its data. The balancer's
 * verdict replaces no master: a cluster that is ill as a whole would lose all four. Nor does a new launch template: masters are
 * replaced by hand, one after the other.
 */
export class Masters extends Construct {
  /** In the order of the masters; each is in service once its master said so. */
  readonly groups: readonly AutoscalingGroup[];

  constructor(scope: Construct, id: string, props: MastersProps) {
    super(scope, id);
    tagRole(this, "master");
    const { masters, stack } = props.plan;
    const role = new NodeRole(this, "role", {
      name: resourceName("awsIamRole", stack.environment, stack.region, "openvidu-master"),
      description: "What a master of OpenVidu may do.",
      statements: masterPermissions(props),
    });
    acceptFindings(props.firewall.group, {
      rule: "CKV2_AWS_5",
      reason:
        "The group is put on the masters' interfaces, which belong to the network layer; the scanner looks for them here.",
    });
    const image = new NodeImage(this, "image", masters.image);
    let earlier: readonly ITerraformDependable[] = [role.policy, ...props.firewall.egress, ...props.after];
    this.groups = masters.groups.map((master) => {
      const group = this.group(master, props, {
        imageId: image.imageId,
        instanceProfileArn: role.instanceProfileArn,
        after: earlier,
      });
      // Each waits for the one before, which is in service only once it has signalled.
      earlier = [group];
      return group;
    });
  }

  private group(
    master: MasterGroupPlan,
    { plan, network, firewall, targetGroupArn }: MastersProps,
    launch: {
      readonly imageId: string;
      readonly instanceProfileArn: string;
      readonly after: readonly ITerraformDependable[];
    },
  ): AutoscalingGroup {
    const { masters } = plan;
    const place = new Construct(this, `master-${master.number}`);
    const networkInterfaceId = Fn.element(network.masterInterfaceIds, master.number - 1);
    const guarded = new NetworkInterfaceSgAttachment(place, "firewall", {
      networkInterfaceId,
      securityGroupId: firewall.groupId,
    });
    const userData = new NodeUserData(place, "user-data", {
      values: {
        group: master.name,
        launchingHook: hookNames.launching,
        slot: master.slot,
        logGroup: network.masterLogGroupName,
        secret: network.masterSecretArn,
        masters: plan.masters.groups.map(({ number }) => Fn.element(network.masterAddresses, number - 1)),
        artifactBucket: network.artifactBucket,
        appDataBucket: network.appDataBucket,
        clusterDataBucket: network.clusterDataBucket,
      },
      render: (values) => masterUserData(plan, values),
    });
    const template = new NodeTemplate(place, "launch", {
      name: master.name,
      imageId: launch.imageId,
      instanceType: masters.instanceType,
      volumeGib: masters.rootGib,
      rootDevice: masters.image.rootDevice,
      dataKeyArn: network.dataKeyArn,
      networkInterfaceId,
      instanceProfileArn: launch.instanceProfileArn,
      userData: userData.base64,
      tags: { ...plan.stack.tags, Name: master.name, Role: "master" },
      ...(plan.keyName !== undefined && { keyName: plan.keyName }),
    });
    const [launching] = lifecycleHooks(masters.lifecycle);
    return new AutoscalingGroup(place, "group", {
      name: master.name,
      minSize: 1,
      maxSize: 1,
      desiredCapacity: 1,
      launchTemplate: template.reference,
      // The subnet is that of the interface. A group that is given one would make an interface of its own.
      availabilityZones: [master.zone],
      targetGroupArns: [targetGroupArn],
      healthCheckType: "EC2",
      ...(launching && { initialLifecycleHook: [launching] }),
      enabledMetrics: ["GroupInServiceInstances"],
      metricsGranularity: "1Minute",
      waitForCapacityTimeout: `${masters.lifecycle.launchTimeoutSeconds + patienceSeconds}s`,
      tag: [
        { key: "Name", value: master.name, propagateAtLaunch: true },
        { key: "MasterSlot", value: master.slot, propagateAtLaunch: true },
      ],
      dependsOn: [guarded, ...launch.after],
    });
  }
}
