import { Construct } from "constructs";
import type { DeploymentAccount } from "../deployment-account";
import type { LayerNames } from "../layer-names";
import { AccessLogBucket } from "./access-log-bucket";
import { PrivateBucket } from "./private-bucket";

/** The buckets of one region. */
export interface EnvironmentBucketsProps {
  readonly account: DeploymentAccount;
  readonly names: LayerNames;
  readonly dataKeyArn: string;
  /** Bucket of recordings; absent: none. */
  readonly recordings?: { readonly expireDays: number };
  /** Days that access logs are kept. */
  readonly logRetentionDays: number;
  readonly protect: boolean;
}

/** Artifacts that nodes fetch, recordings where the environment keeps them, and the access logs of both and of balancers. */
export class EnvironmentBuckets extends Construct {
  readonly accessLogs: PrivateBucket;
  readonly artifacts: PrivateBucket;
  readonly recordings: PrivateBucket | undefined;

  constructor(scope: Construct, id: string, props: EnvironmentBucketsProps) {
    super(scope, id);
    const { account, names, protect } = props;
    this.accessLogs = new AccessLogBucket(this, "access-logs", {
      account,
      name: names.bucket(account, "access-logs"),
      expireDays: props.logRetentionDays,
      protect,
    }).bucket;
    this.artifacts = new PrivateBucket(this, "artifacts", {
      role: "artifacts",
      name: names.bucket(account, "artifacts"),
      keyArn: props.dataKeyArn,
      protect,
      // A fleet that rolls back asks for the bundle of last month.
      keepOldVersionsDays: 90,
      accessLogBucket: this.accessLogs,
    });
    if (props.recordings) {
      this.recordings = new PrivateBucket(this, "recordings", {
        role: "recordings",
        name: names.bucket(account, "recordings"),
        keyArn: props.dataKeyArn,
        protect,
        // People in a recording may ask for its removal: a deleted one is gone for good after a week.
        keepOldVersionsDays: 7,
        expireDays: props.recordings.expireDays,
        accessLogBucket: this.accessLogs,
      });
    }
  }
}
