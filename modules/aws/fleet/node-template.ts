import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import type { InstanceTypeFacts } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import type { Tags } from "../../shared/stack-identity";

export interface NodeTemplateProps {
  /** Name of the launch template. */
  readonly name: string;
  readonly imageId: string;
  readonly instanceType: InstanceTypeFacts;
  /** Root volume, GiB. */
  readonly volumeGib: number;
  /** Key that the root volume is encrypted with. */
  readonly dataKeyArn: string;
  readonly securityGroupId: string;
  readonly instanceProfileArn: string;
  /** User data in base64. */
  readonly userData: string;
  /** Tags of what an instance brings along: its volume and its network interface. */
  readonly tags: Tags;
}

/** How a node is launched. There is no SSH key: Session Manager is the way in. */
export class NodeTemplate extends Construct {
  /** Id and version as a fleet takes them. The version is a number, which a rollback of a rollout needs. */
  readonly reference: { readonly id: string; readonly version: string };

  constructor(scope: Construct, id: string, props: NodeTemplateProps) {
    super(scope, id);
    const template = new LaunchTemplate(this, "template", {
      name: props.name,
      updateDefaultVersion: true,
      imageId: props.imageId,
      instanceType: props.instanceType.name,
      ebsOptimized: "true",
      userData: props.userData,
      iamInstanceProfile: { arn: props.instanceProfileArn },
      instanceInitiatedShutdownBehavior: "terminate",
      monitoring: { enabled: true },
      // Hop limit 1: nothing behind another hop of the node, such as a container, gets the role's credentials.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      networkInterfaces: [
        {
          deviceIndex: 0,
          // The node needs a way out to claim its Elastic IP; once it has it, this address is given back.
          associatePublicIpAddress: "true",
          deleteOnTermination: "true",
          securityGroups: [props.securityGroupId],
        },
      ],
      blockDeviceMappings: [
        {
          // Root device of Canonical's images, and of ours, which are made from them.
          deviceName: "/dev/sda1",
          ebs: {
            volumeType: "gp3",
            volumeSize: props.volumeGib,
            encrypted: "true",
            kmsKeyId: props.dataKeyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      tagSpecifications: ["volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { ...props.tags },
      })),
      // A relay that is throttled drops the packets of every call on it; the credit alarm tells that the type is too small.
      ...(props.instanceType.burstable && { creditSpecification: { cpuCredits: "unlimited" } }),
    });
    acceptFindings(template, {
      rule: "CKV_AWS_88",
      reason:
        "Peers send media straight to the node by UDP, which no balancer forwards for a range of ports; the security group opens only what the ports table says.",
    });
    this.reference = { id: template.id, version: template.getStringAttribute("latest_version") };
  }
}
