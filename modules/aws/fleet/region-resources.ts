import type { TurnJanusAppPlan } from "../../environment/topology";
import type { DeploymentAccount } from "../deployment-account";
import type { LayerNames } from "../layer-names";

/** What the app layer uses of the network layer; values of its contract. */
export interface RegionResources {
  readonly vpcId: string;
  /** One per zone; a region with one zone has a second, for the balancer alone. */
  readonly publicSubnetIds: string[];
  readonly zoneId: string;
  readonly dataKeyArn: string;
  readonly topicArn: string;
  readonly artifactBucket: string;
  readonly artifactBucketArn: string;
  readonly accessLogBucket: string;
  readonly turnSecretArn: string;
  readonly janusTokenSecretArn: string;
  readonly janusAdminSecretArn: string;
  readonly turnCertificateArn: string;
  readonly mediaCertificateArn: string;
  readonly turnLogGroupName: string;
  readonly mediaLogGroupName: string;
}

/** What every system of the app layer is built from. */
export interface SystemProps {
  readonly plan: TurnJanusAppPlan;
  readonly network: RegionResources;
  readonly account: DeploymentAccount;
  readonly names: LayerNames;
}
