import { Construct } from "constructs";
import type { DeploymentAccount } from "../deployment-account";
import type { PolicyStatement } from "../policy-document";
import { PrivateBucket } from "./private-bucket";

/** Where access logs go. */
export interface AccessLogBucketProps {
  readonly account: DeploymentAccount;
  /** Globally unique name. */
  readonly name: string;
  /** Days that access logs are kept. */
  readonly expireDays: number;
  readonly protect: boolean;
}

/** The bucket that S3 and load balancers write their access logs to. It keeps none of its own, which would grow without end. */
export class AccessLogBucket extends Construct {
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "store", {
      role: "access-logs",
      name: props.name,
      protect: props.protect,
      keepOldVersionsDays: 1,
      expireDays: props.expireDays,
      statements: (arn) => [...s3Writer(arn, props.account), ...loadBalancerWriters(arn, props.account)],
      accepted: [
        {
          rule: "CKV_AWS_145",
          reason: "Load balancers and S3 access logging can write only to buckets encrypted with keys of S3 itself.",
        },
      ],
    });
  }
}

/** S3 server access logging (Amazon S3 User Guide, "Enabling Amazon S3 server access logging"). */
function s3Writer(bucketArn: string, account: DeploymentAccount): readonly PolicyStatement[] {
  return [
    {
      sid: "AllowS3AccessLogs",
      principal: { service: "logging.s3.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/*`],
      conditions: { StringEquals: { "aws:SourceAccount": account.id } },
    },
  ];
}

/**
 * Access logs of Application Load Balancers come from one service, those of Network Load Balancers from another (Elastic
 * Load Balancing User Guides, "Enable access logs"). Each balancer writes below a prefix, its name.
 */
function loadBalancerWriters(bucketArn: string, account: DeploymentAccount): readonly PolicyStatement[] {
  const objects = [`${bucketArn}/*/AWSLogs/${account.id}/*`];
  return [
    {
      sid: "AllowApplicationLoadBalancers",
      principal: { service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: objects,
      conditions: { ArnLike: { "aws:SourceArn": account.arn("elasticloadbalancing", "loadbalancer/*") } },
    },
    {
      sid: "AllowNetworkLoadBalancers",
      principal: { service: "delivery.logs.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: objects,
      conditions: {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": account.arn("logs", "*") },
      },
    },
    {
      sid: "AllowNetworkLoadBalancerCheck",
      principal: { service: "delivery.logs.amazonaws.com" },
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      conditions: {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": account.arn("logs", "*") },
      },
    },
  ];
}
