import { Construct } from "constructs";
import type { OpenviduNetworkPlan } from "../../environment/topology";
import type { DeploymentAccount } from "../deployment-account";
import type { LayerNames } from "../layer-names";
import { PrivateBucket } from "../storage/private-bucket";

/** Days that a replaced or deleted version is kept. */
const keepOldVersionsDays = 30;

/** The buckets of the cluster. */
export interface ClusterBucketsProps {
  readonly account: DeploymentAccount;
  readonly names: LayerNames;
  /** Buckets that exist already. */
  readonly given: OpenviduNetworkPlan["buckets"];
  readonly dataKeyArn: string;
  readonly accessLogs: PrivateBucket;
  readonly protect: boolean;
}

/** A bucket by name and ARN. */
interface NamedBucket {
  readonly name: string;
  readonly arn: string;
}

/** Recordings and application data, and the cluster's own data; each made here or given by name. */
export class ClusterBuckets extends Construct {
  readonly appData: NamedBucket;
  readonly clusterData: NamedBucket;

  constructor(scope: Construct, id: string, props: ClusterBucketsProps) {
    super(scope, id);
    this.appData = this.bucket("app-data", props.given.appData, props);
    this.clusterData = this.bucket("cluster-data", props.given.clusterData, props);
  }

  private bucket(purpose: string, given: string | undefined, props: ClusterBucketsProps): NamedBucket {
    const { account, names, protect } = props;
    return given === undefined
      ? new PrivateBucket(this, purpose, {
          role: purpose,
          name: names.bucket(account, `openvidu-${purpose}`),
          keyArn: props.dataKeyArn,
          protect,
          keepOldVersionsDays,
          accessLogBucket: props.accessLogs,
        })
      : { name: given, arn: account.publicArn("s3", given) };
  }
}
