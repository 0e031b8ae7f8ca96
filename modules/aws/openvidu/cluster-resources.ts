import type { OpenviduAppPlan } from "../../environment/topology";
import type { DeploymentAccount } from "../deployment-account";
import type { LayerNames } from "../layer-names";

/** What the app layer of OpenVidu uses of its network layer; values of its contract. */
export interface ClusterResources {
  readonly vpcId: string;
  readonly masterSubnetIds: string[];
  readonly mediaSubnetIds: string[];
  readonly masterInterfaceIds: string[];
  readonly masterAddresses: string[];
  readonly zoneId: string;
  readonly dataKeyArn: string;
  readonly topicArn: string;
  readonly accessLogBucket: string;
  readonly artifactBucket: string;
  readonly artifactBucketArn: string;
  readonly appDataBucket: string;
  readonly appDataBucketArn: string;
  readonly clusterDataBucket: string;
  readonly clusterDataBucketArn: string;
  readonly masterSecretArn: string;
  readonly mediaSecretArn: string;
  readonly bundleSecretArn: string;
  readonly webCertificateArn: string;
  readonly turnCertificateArn: string;
  readonly masterLogGroupName: string;
  readonly mediaLogGroupName: string;
}

/** What masters and media nodes are made from. */
export interface ClusterProps {
  readonly plan: OpenviduAppPlan;
  readonly network: ClusterResources;
  readonly account: DeploymentAccount;
  readonly names: LayerNames;
}
