import { Construct } from "constructs";
import type { DeploymentAccount } from "../deployment-account";
import type { LayerNames } from "../layer-names";
import { thisKey } from "../policy-document";
import { EncryptionKey, useOfKey } from "../security/encryption-key";
import { AccessLogBucket } from "../storage/access-log-bucket";
import { PrivateBucket } from "../storage/private-bucket";

/** Days that an old version of a state, and the log of who read it, are kept: time to notice a damaged state and go back. */
const keepDays = 365;

/** The bucket of Terraform's states. */
export interface StateStoreProps {
  readonly account: DeploymentAccount;
  readonly names: LayerNames;
  /** Name of the bucket, as the backends of the other layers have it. */
  readonly bucket: string;
  readonly protect: boolean;
}

/** Versioned, encrypted store of states, locked by files in it, with a log of every access. */
export class StateStore extends Construct {
  readonly bucketArn: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: StateStoreProps) {
    super(scope, id);
    const { account, names, protect } = props;
    this.keyArn = new EncryptionKey(this, "key", {
      account,
      role: "state-key",
      alias: names.resource("state"),
      description: "Terraform states of the WebRTC environment.",
      use: [
        {
          sid: "UseThroughS3",
          principal: { account: account.principal },
          actions: useOfKey,
          resources: thisKey,
          conditions: {
            StringEquals: {
              "kms:CallerAccount": account.id,
              "kms:ViaService": `s3.${account.region}.amazonaws.com`,
            },
          },
        },
      ],
      protect,
    }).arn;
    const accessLogs = new AccessLogBucket(this, "access-logs", {
      account,
      name: names.bucket(account, "state-access-logs"),
      expireDays: keepDays,
      protect,
    }).bucket;
    this.bucketArn = new PrivateBucket(this, "states", {
      role: "state",
      name: props.bucket,
      keyArn: this.keyArn,
      protect,
      keepOldVersionsDays: keepDays,
      accessLogBucket: accessLogs,
    }).arn;
  }
}
