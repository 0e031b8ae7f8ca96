import { defineContract } from "../../../modules/shared/contract";

/** What the network layer of OpenVidu promises to its app layer, whoever made the network. An absent part is "" or []. */
export const openviduNetworkContract = defineContract("openvidu-network", 1, {
  vpcId: "string",
  masterSubnetIds: "list",
  mediaSubnetIds: "list",
  masterInterfaceIds: "list",
  masterAddresses: "list",
  masterVolumeIds: "list",
  zoneId: "string",
  zoneNameServers: "list",
  dataKeyArn: "string",
  topicArn: "string",
  accessLogBucket: "string",
  artifactBucket: "string",
  artifactBucketArn: "string",
  appDataBucket: "string",
  appDataBucketArn: "string",
  clusterDataBucket: "string",
  clusterDataBucketArn: "string",
  masterSecretArn: "string",
  mediaSecretArn: "string",
  bundleSecretArn: "string",
  webCertificateArn: "string",
  turnCertificateArn: "string",
  masterLogGroupName: "string",
  mediaLogGroupName: "string",
});
