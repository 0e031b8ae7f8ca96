import {
  anywhere,
  creates,
  functionArn,
  nameOf,
  on,
  type Placed,
  prefixed,
  type RightsOfType,
  regional,
  useKey,
  worldwide,
} from "./right";

/** Part of a bucket that is an argument of its own. */
function bucketPart(...actions: readonly string[]): RightsOfType {
  return (place) => [on(place, bucketArn(place), ...prefixed("s3", ...actions))];
}

function bucketArn(place: Placed): string {
  return worldwide("s3", nameOf(place, place.body["bucket"]));
}

/** Secrets Manager adds six characters to the name of a secret. */
function secretArn(place: Placed, name: unknown): string {
  return `${regional(place, "secretsmanager", `secret:${nameOf(place, name)}`)}-AbCdEf`;
}

function topicArn(place: Placed, name: unknown): string {
  return regional(place, "sns", nameOf(place, name));
}

/** Keys, secrets, buckets, logs, topics, functions and tables. */
export const dataTypes: Readonly<Record<string, RightsOfType>> = {
  aws_kms_key: (place) => [
    creates(place, "*", "kms:CreateKey"),
    // While KMS creates a key, the key has no tag, and only the tags of the request are known.
    creates(place, regional(place, "kms", "key/1"), "kms:TagResource"),
    on(
      place,
      regional(place, "kms", "key/1"),
      ...prefixed(
        "kms",
        "DescribeKey",
        "EnableKey",
        "EnableKeyRotation",
        "GetKeyPolicy",
        "GetKeyRotationStatus",
        "ListResourceTags",
        "PutKeyPolicy",
        "ScheduleKeyDeletion",
        "TagResource",
        "UntagResource",
        "UpdateKeyDescription",
      ),
    ),
  ],
  aws_kms_alias: (place) => [
    ...[regional(place, "kms", nameOf(place, place.body["name"])), regional(place, "kms", "key/1")].map((resource) =>
      on(place, resource, "kms:CreateAlias", "kms:UpdateAlias", "kms:DeleteAlias"),
    ),
    anywhere("kms:ListAliases"),
  ],
  aws_secretsmanager_secret: (place) => [
    on(
      place,
      secretArn(place, place.body["name"]),
      ...prefixed(
        "secretsmanager",
        "CreateSecret",
        "DeleteSecret",
        "DescribeSecret",
        "GetResourcePolicy",
        "TagResource",
        "UntagResource",
        "UpdateSecret",
      ),
    ),
    useKey(place, "secretsmanager", "kms:Decrypt", "kms:GenerateDataKey"),
  ],
  aws_secretsmanager_secret_version: (place) => [
    on(
      place,
      secretArn(place, place.body["secret_id"]),
      ...prefixed(
        "secretsmanager",
        "DescribeSecret",
        "GetSecretValue",
        "ListSecretVersionIds",
        "PutSecretValue",
        "UpdateSecretVersionStage",
      ),
    ),
    useKey(place, "secretsmanager", "kms:Decrypt", "kms:GenerateDataKey"),
  ],
  aws_secretsmanager_secret_rotation: (place) => [
    on(
      place,
      secretArn(place, place.body["secret_id"]),
      ...prefixed("secretsmanager", "CancelRotateSecret", "DescribeSecret", "RotateSecret"),
    ),
    on(place, functionArn(place, place.body["rotation_lambda_arn"]), "lambda:InvokeFunction"),
  ],
  aws_secretsmanager_secret_policy: (place) => [
    on(
      place,
      secretArn(place, place.body["secret_arn"]),
      ...prefixed("secretsmanager", "DeleteResourcePolicy", "GetResourcePolicy", "PutResourcePolicy"),
    ),
  ],
  "ephemeral.aws_secretsmanager_random_password": () => [anywhere("secretsmanager:GetRandomPassword")],
  "ephemeral.aws_secretsmanager_secret_version": (place) => [
    on(place, secretArn(place, place.body["secret_id"]), "secretsmanager:GetSecretValue"),
    useKey(place, "secretsmanager", "kms:Decrypt"),
  ],
  aws_s3_bucket: (place) => [
    on(
      place,
      bucketArn(place),
      ...prefixed(
        "s3",
        "CreateBucket",
        "DeleteBucket",
        "GetAccelerateConfiguration",
        "GetBucketAcl",
        "GetBucketCORS",
        "GetBucketLogging",
        "GetBucketObjectLockConfiguration",
        "GetBucketPolicy",
        "GetBucketRequestPayment",
        "GetBucketTagging",
        "GetBucketVersioning",
        "GetBucketWebsite",
        "GetEncryptionConfiguration",
        "GetLifecycleConfiguration",
        "GetReplicationConfiguration",
        "ListBucket",
        "ListTagsForResource",
        "PutBucketTagging",
        "TagResource",
        "UntagResource",
      ),
    ),
    // A bucket that is not protected is emptied before it is deleted.
    on(place, bucketArn(place), "s3:ListBucketVersions"),
    on(place, `${bucketArn(place)}/key`, "s3:DeleteObject", "s3:DeleteObjectVersion"),
  ],
  aws_s3_bucket_lifecycle_configuration: bucketPart("GetLifecycleConfiguration", "PutLifecycleConfiguration"),
  aws_s3_bucket_logging: bucketPart("GetBucketLogging", "PutBucketLogging"),
  aws_s3_bucket_ownership_controls: bucketPart("GetBucketOwnershipControls", "PutBucketOwnershipControls"),
  aws_s3_bucket_policy: bucketPart("DeleteBucketPolicy", "GetBucketPolicy", "PutBucketPolicy"),
  aws_s3_bucket_public_access_block: bucketPart("GetBucketPublicAccessBlock", "PutBucketPublicAccessBlock"),
  aws_s3_bucket_server_side_encryption_configuration: bucketPart(
    "GetEncryptionConfiguration",
    "PutEncryptionConfiguration",
  ),
  aws_s3_bucket_versioning: bucketPart("GetBucketVersioning", "PutBucketVersioning"),
  aws_cloudwatch_log_group: (place) => [
    on(
      place,
      regional(place, "logs", `log-group:${nameOf(place, place.body["name"])}`),
      ...prefixed(
        "logs",
        "AssociateKmsKey",
        "CreateLogGroup",
        "DeleteLogGroup",
        "DeleteRetentionPolicy",
        "DisassociateKmsKey",
        "ListTagsForResource",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ),
    ),
    anywhere("logs:DescribeLogGroups"),
  ],
  aws_sns_topic: (place) => [
    on(
      place,
      topicArn(place, place.body["name"]),
      ...prefixed(
        "sns",
        "CreateTopic",
        "DeleteTopic",
        "GetTopicAttributes",
        "ListTagsForResource",
        "SetTopicAttributes",
        "TagResource",
        "UntagResource",
      ),
    ),
  ],
  aws_sns_topic_policy: (place) => [
    on(place, topicArn(place, place.body["arn"]), ...prefixed("sns", "GetTopicAttributes", "SetTopicAttributes")),
  ],
  aws_sns_topic_subscription: (place) => [
    on(
      place,
      topicArn(place, place.body["topic_arn"]),
      ...prefixed("sns", "GetSubscriptionAttributes", "ListSubscriptionsByTopic", "Subscribe", "Unsubscribe"),
    ),
  ],
};
