import { anyResource } from "../policy-document";
import type { DeployArea, DeployScope } from "./deploy-area";

/** Volumes and addresses that stay with the masters, and the snapshots of the volumes. */
export function openviduArea({ account, environment }: DeployScope): DeployArea {
  const inAccount = [account.anyRegionArn("ec2", "*")];
  const role = account.globalArn("iam", `role/${environment}-*`);
  return {
    name: "openvidu",
    description: "Makes, changes and removes the masters' volumes, network interfaces and snapshot schedules.",
    statements: [
      {
        sid: "MakeVolumesAndInterfaces",
        actions: ["ec2:CreateNetworkInterface", "ec2:CreateSnapshot", "ec2:CreateVolume"],
        resources: [...inAccount, account.sharedArn("ec2", "snapshot/*")],
      },
      {
        sid: "ChangeVolumesAndInterfaces",
        actions: [
          "ec2:AssociateAddress",
          "ec2:AttachVolume",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteVolume",
          "ec2:DetachNetworkInterface",
          "ec2:DetachVolume",
          "ec2:ModifyNetworkInterfaceAttribute",
          "ec2:ModifyVolume",
        ],
        resources: inAccount,
        conditions: { StringEquals: { "aws:ResourceTag/Environment": environment } },
      },
      {
        // EBS encrypts a new volume in the name of whoever creates it (EBS User Guide, "Requirements for Amazon EBS encryption").
        sid: "EncryptVolumes",
        actions: [
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
        ],
        resources: [account.anyRegionArn("kms", "key/*")],
        conditions: {
          StringEquals: { "aws:ResourceTag/Environment": environment },
          StringLike: { "kms:ViaService": ["ec2.*.amazonaws.com"] },
        },
      },
      {
        sid: "MakeSnapshotSchedules",
        actions: ["dlm:CreateLifecyclePolicy"],
        resources: anyResource("Data Lifecycle Manager knows no resource for a schedule that is not made yet."),
        conditions: { StringEquals: { "aws:RequestTag/Environment": environment } },
      },
      {
        sid: "ChangeSnapshotSchedules",
        actions: [
          "dlm:DeleteLifecyclePolicy",
          "dlm:GetLifecyclePolicy",
          "dlm:ListTagsForResource",
          "dlm:TagResource",
          "dlm:UntagResource",
          "dlm:UpdateLifecyclePolicy",
        ],
        resources: [account.anyRegionArn("dlm", "policy/*")],
      },
      {
        sid: "PassRoleOfSnapshots",
        actions: ["iam:PassRole"],
        resources: [role],
        conditions: { StringEquals: { "iam:PassedToService": ["dlm.amazonaws.com"] } },
      },
    ],
    accepted: [],
  };
}
