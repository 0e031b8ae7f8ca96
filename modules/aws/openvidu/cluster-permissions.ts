import type { OpenviduRole } from "../../environment/topology";
import type { DeploymentAccount } from "../deployment-account";
import {
  answerSessions,
  decryptThroughServices,
  readSecrets,
  speakForOwnGroup,
  writeOwnLogs,
} from "../fleet/node-statements";
import { anyResource, type PolicyStatement } from "../policy-document";
import type { ClusterProps } from "./cluster-resources";

/** What a master may do: read all credentials and the license, take the volume of a slot, keep data. */
export function masterPermissions({ plan, network, account }: ClusterProps): readonly PolicyStatement[] {
  const slots = plan.masters.groups.map(({ slot }) => slot);
  const ofSlot = { "aws:ResourceTag/MasterSlot": slots };
  return [
    ...readSecrets("ReadOwnSecrets", [network.masterSecretArn, plan.software.licenseArn]),
    ...readInstaller("master", { plan, network }),
    decryptThroughServices(account, network.dataKeyArn),
    {
      sid: "FindVolumes",
      actions: ["ec2:DescribeVolumes"],
      resources: anyResource("DescribeVolumes has no resource level; it shows ids and tags, no data."),
    },
    {
      // The call names a volume and an instance: both carry the slot's tag, so a master can take no stranger's volume.
      sid: "TakeVolumeOfSlot",
      actions: ["ec2:AttachVolume"],
      resources: ["instance/*", "volume/*"].map((name) => account.arn("ec2", name)),
      conditions: { StringEquals: ofSlot },
    },
    {
      // EC2 mounts an encrypted volume by a grant, which whoever attaches the volume asks for.
      sid: "OpenVolumeOfSlot",
      actions: ["kms:CreateGrant"],
      resources: [network.dataKeyArn],
      conditions: {
        Bool: { "kms:GrantIsForAWSResource": "true" },
        StringEquals: { "kms:ViaService": `ec2.${account.region}.amazonaws.com` },
      },
    },
    {
      sid: "ReadVolumeOfSlot",
      actions: ["kms:Decrypt"],
      resources: [network.dataKeyArn],
      conditions: { StringEquals: { "kms:ViaService": `ec2.${account.region}.amazonaws.com` } },
    },
    ...keepData(account, network.dataKeyArn, "KeepClusterData", [
      network.appDataBucketArn,
      network.clusterDataBucketArn,
    ]),
    speakForOwnGroup(
      account,
      plan.masters.groups.map(({ name }) => name),
    ),
    writeOwnLogs(account, network.masterLogGroupName),
    ...answerSessions(account, ofSlot),
  ];
}

/** What a media node may do: read what it needs to join, add recordings, drain. */
export function openviduMediaPermissions({ plan, network, account }: ClusterProps): readonly PolicyStatement[] {
  return [
    ...readSecrets("ReadOwnSecrets", [network.mediaSecretArn]),
    ...readInstaller("media", { plan, network }),
    decryptThroughServices(account, network.dataKeyArn),
    ...keepData(account, network.dataKeyArn, "KeepRecordings", [network.appDataBucketArn]),
    speakForOwnGroup(account, [plan.media.name]),
    writeOwnLogs(account, network.mediaLogGroupName),
    ...answerSessions(account, { "aws:ResourceTag/OpenviduFleet": plan.media.name }),
  ];
}

function readInstaller(
  role: OpenviduRole,
  { plan, network }: Pick<ClusterProps, "plan" | "network">,
): readonly PolicyStatement[] {
  const installer = plan.software.installers[role];
  return "key" in installer
    ? [
        {
          sid: "ReadOwnInstaller",
          actions: ["s3:GetObject"],
          resources: [`${network.artifactBucketArn}/${installer.key}`],
        },
      ]
    : [];
}

function keepData(
  account: DeploymentAccount,
  dataKeyArn: string,
  sid: string,
  bucketArns: readonly string[],
): readonly PolicyStatement[] {
  return [
    {
      sid,
      actions: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      resources: bucketArns.map((arn) => `${arn}/*`),
    },
    {
      sid: "ListOwnBuckets",
      actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      resources: bucketArns,
    },
    {
      sid: "EncryptData",
      actions: ["kms:GenerateDataKey"],
      resources: [dataKeyArn],
      conditions: { StringEquals: { "kms:ViaService": `s3.${account.region}.amazonaws.com` } },
    },
  ];
}
