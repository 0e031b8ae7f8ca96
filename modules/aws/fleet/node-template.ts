import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import type { InstanceTypeFacts } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import type { Tags } from "../../shared/stack-identity";

interface NodeTemplateBase {
  /** Name of the launch template. */
  readonly name: string;
  readonly imageId: string;
  readonly instanceType: InstanceTypeFacts;
  /** Root volume, GiB. */
  readonly volumeGib: number;
  /**
   * Root device of the image.
   * @default that of Canonical's images, and of ours, which are made from them
   */
  readonly rootDevice?: string;
  /**
   * EC2 key pair.
   * @default none: Session Manager is the way in
   */
  readonly keyName?: string;
  /** Key that the root volume is encrypted with. */
  readonly dataKeyArn: string;
  readonly instanceProfileArn: string;
  /** User data in base64. */
  readonly userData: string;
  /** Tags of what an instance brings along: its volume and its network interface. */
  readonly tags: Tags;
}

/** A node's interface: made at launch with a public address, or one that stays when the instance goes. */
export type NodeTemplateProps = NodeTemplateBase &
  ({ readonly securityGroupId: string } | { readonly networkInterfaceId: string });

/** How a node is launched. */
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
      ...(props.keyName !== undefined && { keyName: props.keyName }),
      instanceInitiatedShutdownBehavior: "terminate",
      monitoring: { enabled: true },
      // Hop limit 1: nothing behind another hop of the node, such as a container, gets the role's credentials.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      networkInterfaces: [
        "networkInterfaceId" in props
          ? { deviceIndex: 0, deleteOnTermination: "false", networkInterfaceId: props.networkInterfaceId }
          : {
              deviceIndex: 0,
              // The node needs a way out at once. One that claims an Elastic IP gives this address back.
              associatePublicIpAddress: "true",
              deleteOnTermination: "true",
              securityGroups: [props.securityGroupId],
            },
      ],
      blockDeviceMappings: [
        {
          deviceName: props.rootDevice ?? "/dev/sda1",
          ebs: {
            volumeType: "gp3",
            volumeSize: props.volumeGib,
            encrypted: "true",
            kmsKeyId: props.dataKeyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      tagSpecifications: madeAtLaunch(props).map((resourceType) => ({ resourceType, tags: { ...props.tags } })),
      // A relay that is throttled drops the packets of every call on it; the credit alarm tells that the type is too small.
      ...(props.instanceType.burstable && { creditSpecification: { cpuCredits: "unlimited" } }),
    });
    if ("securityGroupId" in props) {
      acceptFindings(template, {
        rule: "CKV_AWS_88",
        reason:
          "Peers send media straight to the node by UDP, which no balancer forwards for a range of ports; the security group opens only what the ports table says.",
      });
    }
    this.reference = { id: template.id, version: template.getStringAttribute("latest_version") };
  }
}

/** What an instance brings along; EC2 refuses tags for an interface that is there already. */
function madeAtLaunch(props: NodeTemplateProps): readonly string[] {
  return "networkInterfaceId" in props ? ["volume"] : ["volume", "network-interface"];
}
