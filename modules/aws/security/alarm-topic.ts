import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import { policyDocument } from "../policy-document";

/** Who is told. */
export interface AlarmTopicProps {
  readonly account: DeploymentAccount;
  readonly name: string;
  /** Key that CloudWatch may use. */
  readonly keyArn: string;
  /** Mail addresses; each has to confirm once. */
  readonly notify: readonly string[];
}

/** Where alarms go. */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    tagRole(this, "alarms");
    const { account } = props;
    const topic = new SnsTopic(this, "topic", { name: props.name, kmsMasterKeyId: props.keyArn });
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument([
        {
          sid: "PublishByAlarms",
          principal: { service: "cloudwatch.amazonaws.com" },
          actions: ["sns:Publish"],
          resources: [topic.arn],
          conditions: {
            StringEquals: { "aws:SourceAccount": account.id },
            ArnLike: { "aws:SourceArn": account.arn("cloudwatch", "alarm:*") },
          },
        },
        {
          sid: "DenyPlainHttp",
          effect: "Deny",
          principal: "anybody",
          actions: ["sns:Publish"],
          resources: [topic.arn],
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    });
    for (const address of props.notify) {
      new SnsTopicSubscription(this, `mail-${address}`, {
        topicArn: topic.arn,
        protocol: "email",
        endpoint: address,
      });
    }
    this.arn = topic.arn;
  }
}
