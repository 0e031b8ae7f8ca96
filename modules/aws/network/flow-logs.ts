import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import { policyDocument } from "../policy-document";
import { serviceTrust } from "../service-trust";
import { LogStore } from "./log-store";

/** What is recorded of a VPC's traffic, and for how long. */
export interface FlowLogsProps {
  readonly account: DeploymentAccount;
  /** Name of the role. */
  readonly roleName: string;
  /** Name of the log group. */
  readonly logGroupName: string;
  readonly vpcId: string;
  readonly keyArn: string;
  readonly retentionDays: number;
  readonly protect: boolean;
}

/** Flow logs of a VPC: who talked to whom, without content. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    tagRole(this, "flow-logs");
    const { account } = props;
    const store = new LogStore(this, "store", {
      role: "flow-logs",
      name: props.logGroupName,
      keyArn: props.keyArn,
      retentionDays: props.retentionDays,
      protect: props.protect,
    });
    const role = new IamRole(this, "role", {
      name: props.roleName,
      description: "Lets VPC flow logs write to their log group.",
      assumeRolePolicy: serviceTrust("vpc-flow-logs.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account.id },
        ArnLike: { "aws:SourceArn": account.arn("ec2", "vpc-flow-log/*") },
      }),
    });
    const policy = new IamRolePolicy(this, "policy", {
      name: "write-flow-logs",
      role: role.id,
      policy: policyDocument([
        {
          sid: "WriteOwnLogGroup",
          actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          resources: [`${store.arn}:*`],
        },
        {
          sid: "FindOwnLogGroup",
          actions: ["logs:DescribeLogGroups"],
          resources: [account.arn("logs", "log-group:*")],
        },
      ]),
    });
    new FlowLog(this, "flow-log", {
      vpcId: props.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: store.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 600,
      tags: { Name: props.roleName },
      dependsOn: [policy],
    });
  }
}
