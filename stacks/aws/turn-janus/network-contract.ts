import { defineContract } from "../../../modules/shared/contract";

/** What the AWS network layer of a region promises to the app layer and to the global layer. An absent part is "" or []. */
export const turnJanusNetworkContract = defineContract("aws-network", 2, {
  vpcId: "string",
  vpcCidr: "string",
  publicSubnetIds: "list",
  privateSubnetIds: "list",
  zoneId: "string",
  zoneNameServers: "list",
  dataKeyArn: "string",
  logKeyArn: "string",
  topicArn: "string",
  artifactBucket: "string",
  artifactBucketArn: "string",
  accessLogBucket: "string",
  turnSecretArn: "string",
  janusTokenSecretArn: "string",
  janusAdminSecretArn: "string",
  turnCertificateArn: "string",
  mediaCertificateArn: "string",
  turnLogGroupName: "string",
  mediaLogGroupName: "string",
  turnAllocationIds: "list",
  turnPublicAddresses: "list",
  mediaAllocationIds: "list",
  mediaPublicAddresses: "list",
  turnHealthCheckIds: "list",
});
