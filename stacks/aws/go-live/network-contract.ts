import { defineContract } from "../../../modules/shared/contract";

/** What the network layer of live-webrtc promises to its app layer. An absent part is "" or []. */
export const goLiveNetworkContract = defineContract("go-live-network", 1, {
  vpcId: "string",
  publicSubnetIds: "list",
  zoneId: "string",
  zoneNameServers: "list",
  internalZoneId: "string",
  dataKeyArn: "string",
  topicArn: "string",
  artifactBucket: "string",
  artifactBucketArn: "string",
  accessLogBucket: "string",
  recordingsBucket: "string",
  recordingsBucketArn: "string",
  accessSecretArn: "string",
  adminSecretArn: "string",
  certificateArn: "string",
  logGroupName: "string",
  publicAddresses: "list",
});
