/** Services whose actions IAM knows by another prefix than the one that requests are signed with. */
const prefixes: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/** Operations that IAM knows by another name (S3 User Guide, "Amazon S3 API operations and permissions"; Service Authorization Reference). */
const renamed: Readonly<Record<string, readonly string[]>> = {
  "budgets:CreateBudget": ["budgets:ModifyBudget"],
  "budgets:CreateNotification": ["budgets:ModifyBudget"],
  "budgets:DeleteBudget": ["budgets:ModifyBudget"],
  "budgets:DescribeBudget": ["budgets:ViewBudget"],
  "budgets:DescribeNotificationsForBudget": ["budgets:ViewBudget"],
  "budgets:DescribeSubscribersForNotification": ["budgets:ViewBudget"],
  "s3:DeleteBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:DeleteBucketLifecycle": ["s3:PutLifecycleConfiguration"],
  "s3:DeleteBucketOwnershipControls": ["s3:PutBucketOwnershipControls"],
  "s3:DeleteBucketTagging": ["s3:PutBucketTagging"],
  "s3:DeleteObjects": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
  "s3:DeletePublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
  "s3:GetBucketAccelerateConfiguration": ["s3:GetAccelerateConfiguration"],
  "s3:GetBucketEncryption": ["s3:GetEncryptionConfiguration"],
  "s3:GetBucketLifecycleConfiguration": ["s3:GetLifecycleConfiguration"],
  "s3:GetBucketReplication": ["s3:GetReplicationConfiguration"],
  "s3:GetObjectLockConfiguration": ["s3:GetBucketObjectLockConfiguration"],
  "s3:GetPublicAccessBlock": ["s3:GetBucketPublicAccessBlock"],
  "s3:HeadBucket": ["s3:ListBucket"],
  "s3:HeadObject": ["s3:GetObject"],
  "s3:ListObjectVersions": ["s3:ListBucketVersions"],
  "s3:ListObjects": ["s3:ListBucket"],
  "s3:ListObjectsV2": ["s3:ListBucket"],
  "s3:PutBucketEncryption": ["s3:PutEncryptionConfiguration"],
  "s3:PutBucketLifecycleConfiguration": ["s3:PutLifecycleConfiguration"],
  "s3:PutPublicAccessBlock": ["s3:PutBucketPublicAccessBlock"],
  // Every identity may ask who it is.
  "sts:GetCallerIdentity": [],
};

/** API Gateway knows verbs of HTTP alone. */
const verbs: readonly (readonly [RegExp, string])[] = [
  [/^apigateway:(Get|List)/, "apigateway:GET"],
  [/^apigateway:(Create|TagResource)/, "apigateway:POST"],
  [/^apigateway:(Update)/, "apigateway:PATCH"],
  [/^apigateway:(Delete|UntagResource)/, "apigateway:DELETE"],
];

/** Actions that IAM asks for when an operation is called, such as `s3:ListBucket` for `s3:HeadBucket`. */
export function actionsOf(operation: string): readonly string[] {
  const [service = "", name = ""] = operation.split(":");
  const verb = verbs.find(([pattern]) => pattern.test(operation))?.[1];
  return renamed[operation] ?? [verb ?? `${prefixes[service] ?? service}:${name}`];
}
