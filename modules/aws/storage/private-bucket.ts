import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type AcceptedFinding, acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { type PolicyStatement, policyDocument } from "../policy-document";
import { survives } from "../survival";

/** A bucket's name, key and keeping times. */
export interface PrivateBucketProps {
  /** Value of the tag `Role`: what the bucket is for. */
  readonly role: string;
  /** Globally unique name. */
  readonly name: string;
  /** ARN of the KMS key; absent: keys of S3 itself, for writers that cannot use another (load balancers, S3 access logs). */
  readonly keyArn?: string;
  /** Guards the bucket and its content from `destroy`. */
  readonly protect: boolean;
  /** Days that a replaced or deleted version is kept. */
  readonly keepOldVersionsDays: number;
  /** Days after which an object expires. @default never */
  readonly expireDays?: number;
  /** Bucket that receives the access log. @default none */
  readonly accessLogBucket?: PrivateBucket;
  /** Further statements of the bucket's policy, made of its ARN. */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
  /** Findings accepted on the bucket besides those of every bucket here. */
  readonly accepted?: readonly AcceptedFinding[];
}

/** A bucket that nobody outside the account reads: encrypted, versioned, TLS only, without ACLs. */
export class PrivateBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  /** The bucket's policy, for what can only be made once the policy admits it. */
  readonly policy: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    tagRole(this, props.role);
    const bucket = new S3Bucket(this, "bucket", {
      bucket: props.name,
      forceDestroy: !props.protect,
      ...survives(props.protect),
    });
    acceptFindings(bucket, ...acceptedEverywhere, ...(props.accepted ?? []));
    this.name = bucket.id;
    this.arn = bucket.arn;

    const closed = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [
        props.keyArn
          ? {
              // One data key per bucket instead of one per object: far fewer calls to KMS, which are paid for.
              bucketKeyEnabled: true,
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.keyArn },
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ],
    });
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyDocument([...transportOnly(bucket.arn), ...(props.statements?.(bucket.arn) ?? [])]),
      // S3 refuses two changes of a bucket's access at once ("conflicting conditional operation").
      dependsOn: [closed],
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "expire-old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: props.keepOldVersionsDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          ...(props.expireDays !== undefined && { expiration: [{ days: props.expireDays }] }),
        },
      ],
      dependsOn: [versioning],
    });
    if (props.accessLogBucket) {
      new S3BucketLoggingA(this, "access-log", {
        bucket: bucket.id,
        targetBucket: props.accessLogBucket.name,
        targetPrefix: `s3/${props.role}/`,
        // The target has to admit the log writer before it can be named as a target.
        dependsOn: [props.accessLogBucket.policy],
      });
    }
  }
}

const acceptedEverywhere: readonly AcceptedFinding[] = [
  {
    rule: "CKV_AWS_144",
    reason: "Nothing here outlives its region: nodes, logs and artifacts are made anew or re-published elsewhere.",
  },
  { rule: "CKV2_AWS_62", reason: "No consumer waits for events of this bucket." },
];

/** Denials that hold for everybody, the account's administrators included. */
function transportOnly(bucketArn: string): readonly PolicyStatement[] {
  const everything = [bucketArn, `${bucketArn}/*`];
  return [
    {
      sid: "DenyPlainHttp",
      effect: "Deny",
      principal: "anybody",
      actions: ["s3:*"],
      resources: everything,
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      sid: "DenyOldTls",
      effect: "Deny",
      principal: "anybody",
      actions: ["s3:*"],
      resources: everything,
      conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
  ];
}
