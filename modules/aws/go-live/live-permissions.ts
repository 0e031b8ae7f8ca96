import type { LiveFleetPlan } from "../../environment/topology";
import type { DeploymentAccount } from "../deployment-account";
import type { PolicyStatement } from "../policy-document";

export interface LivePermissionsProps {
  readonly account: DeploymentAccount;
  readonly fleet: Pick<LiveFleetPlan, "internalNames" | "recordings" | "recordingsPrefix">;
  readonly internalZoneId: string;
  readonly recordingsBucketArn: string;
  readonly dataKeyArn: string;
}

/** What an instance of live-webrtc may do besides what every node may. */
export function livePermissions(props: LivePermissionsProps): readonly PolicyStatement[] {
  const { account, fleet, recordingsBucketArn: bucket } = props;
  return [
    {
      sid: "LeaveAddress",
      actions: ["route53:ChangeResourceRecordSets"],
      resources: [account.publicArn("route53", `hostedzone/${props.internalZoneId}`)],
      conditions: {
        "ForAllValues:StringEquals": {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": [...fleet.internalNames],
          "route53:ChangeResourceRecordSetsRecordTypes": ["A"],
        },
      },
    },
    ...(fleet.recordings
      ? [
          {
            // Reading back is how the sweeper knows that a recording is whole before its file goes.
            sid: "AddRecordings",
            actions: ["s3:PutObject", "s3:GetObject"],
            resources: [`${bucket}/${fleet.recordingsPrefix}/*`],
          },
          {
            sid: "FindRecordings",
            actions: ["s3:ListBucket"],
            resources: [bucket],
            conditions: { StringLike: { "s3:prefix": `${fleet.recordingsPrefix}/*` } },
          },
          {
            sid: "EncryptRecordings",
            actions: ["kms:GenerateDataKey"],
            resources: [props.dataKeyArn],
            conditions: { StringEquals: { "kms:ViaService": `s3.${account.region}.amazonaws.com` } },
          },
        ]
      : []),
  ];
}
