import { DlmLifecyclePolicy } from "@cdktf/provider-aws/lib/dlm-lifecycle-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { MasterSlotPlan, SnapshotPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import { anyResource, type PolicyStatement, policyDocument, recordAnyResource } from "../policy-document";
import { serviceTrust } from "../service-trust";

/** Time of the first snapshot of a day, UTC: few calls anywhere in Europe or America. */
const firstTime = "03:30";

/** Snapshots of the masters' volumes. */
export interface VolumeSnapshotsProps {
  readonly account: DeploymentAccount;
  /** Name of the role. */
  readonly name: string;
  readonly plan: SnapshotPlan;
  readonly masters: readonly MasterSlotPlan[];
}

/** Takes snapshots of the masters' volumes and forgets old ones. A snapshot of an encrypted volume is encrypted with its key. */
export class VolumeSnapshots extends Construct {
  constructor(scope: Construct, id: string, props: VolumeSnapshotsProps) {
    super(scope, id);
    tagRole(this, "snapshots");
    const { account, plan } = props;
    const role = new IamRole(this, "role", {
      name: props.name,
      description: "Lets Data Lifecycle Manager take and delete snapshots of the masters' volumes.",
      assumeRolePolicy: serviceTrust("dlm.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": account.arn("dlm", "policy/*") },
      }),
    });
    const statements = permissions(account, props.masters);
    const policy = new IamRolePolicy(this, "policy", {
      name: "take-snapshots",
      role: role.id,
      policy: policyDocument(statements),
    });
    recordAnyResource(policy, statements);
    // One policy for each master: a policy with four volumes would keep so many snapshots in all.
    for (const { number, slot } of props.masters) {
      new DlmLifecyclePolicy(this, `master-${number}`, {
        description: `Snapshots of the volume of master ${number}`,
        executionRoleArn: role.arn,
        state: "ENABLED",
        policyDetails: {
          policyType: "EBS_SNAPSHOT_MANAGEMENT",
          resourceTypes: ["VOLUME"],
          targetTags: { MasterSlot: slot },
          schedule: [
            {
              name: `every ${plan.everyHours} hours`,
              createRule: { interval: plan.everyHours, intervalUnit: "HOURS", times: [firstTime] },
              retainRule: { count: plan.keep },
              copyTags: true,
            },
          ],
        },
        dependsOn: [policy],
      });
    }
  }
}

function permissions(account: DeploymentAccount, masters: readonly MasterSlotPlan[]): readonly PolicyStatement[] {
  const slots = masters.map(({ slot }) => slot);
  const snapshots = account.publicArn("ec2", "snapshot/*").replace(":ec2:::", `:ec2:${account.region}::`);
  return [
    {
      sid: "SnapshotOwnVolumes",
      actions: ["ec2:CreateSnapshot"],
      resources: [account.arn("ec2", "volume/*")],
      conditions: { StringEquals: { "aws:ResourceTag/MasterSlot": slots } },
    },
    { sid: "MakeSnapshots", actions: ["ec2:CreateSnapshot"], resources: [snapshots] },
    {
      sid: "TagNewSnapshots",
      actions: ["ec2:CreateTags"],
      resources: [snapshots],
      conditions: { StringEquals: { "ec2:CreateAction": "CreateSnapshot" } },
    },
    {
      sid: "ForgetOwnSnapshots",
      actions: ["ec2:DeleteSnapshot"],
      resources: [snapshots],
      conditions: { StringEquals: { "aws:ResourceTag/MasterSlot": slots } },
    },
    {
      sid: "FindVolumesAndSnapshots",
      actions: ["ec2:DescribeInstances", "ec2:DescribeSnapshots", "ec2:DescribeVolumes"],
      resources: anyResource("Describe calls of EC2 have no resource level; they show ids and tags, no data."),
    },
  ];
}
