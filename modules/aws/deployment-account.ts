import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { Construct } from "constructs";

/** The account and region that a stack is applied to, and ARNs in it. */
export class DeploymentAccount extends Construct {
  /** Account id, 12 digits. */
  readonly id: string;
  readonly region: string;
  private readonly partition: string;

  constructor(scope: Construct, id: string, props: { /** Region of the stack. */ readonly region: string }) {
    super(scope, id);
    this.id = new DataAwsCallerIdentity(this, "caller").accountId;
    this.partition = new DataAwsPartition(this, "partition").partition;
    this.region = props.region;
  }

  /** Principal that stands for the account in the policy of a resource. */
  get principal(): string {
    return this.globalArn("iam", "root");
  }

  /** ARN of something in the account and region, such as `arn("logs", "log-group:*")`. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.id}:${resource}`;
  }

  /** ARN of something in the account and another region. */
  regionArn(region: string, service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${region}:${this.id}:${resource}`;
  }

  /** ARN of something in the account in every region. */
  anyRegionArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:*:${this.id}:${resource}`;
  }

  /** ARN of something that others share with every account, in every region, such as an image. */
  sharedArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:*::${resource}`;
  }

  /** ARN of something in the account that belongs to no region, such as `globalArn("iam", "role/x")`. */
  globalArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}::${this.id}:${resource}`;
  }

  /** ARN of something that belongs to neither account nor region, such as a bucket. */
  publicArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:::${resource}`;
  }
}
