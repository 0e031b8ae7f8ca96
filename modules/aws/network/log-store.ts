import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";

/** Days that the policy scanner asks for. */
const oneYear = 365;

/** A place for logs. */
export interface LogStoreProps {
  /** Value of the tag `Role`: whose logs these are. */
  readonly role: string;
  /** Name of the log group. */
  readonly name: string;
  readonly keyArn: string;
  /** Days that an entry is kept; one of the values that CloudWatch Logs takes. */
  readonly retentionDays: number;
  readonly protect: boolean;
}

/** An encrypted log group whose entries expire. */
export class LogStore extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: LogStoreProps) {
    super(scope, id);
    tagRole(this, props.role);
    const group = new CloudwatchLogGroup(this, "group", {
      name: props.name,
      kmsKeyId: props.keyArn,
      retentionInDays: props.retentionDays,
      ...survives(props.protect),
    });
    if (props.retentionDays < oneYear) {
      acceptFindings(group, {
        rule: "CKV_AWS_338",
        reason: `The environment decides on ${props.retentionDays} days: what is not kept cannot leak and is not paid for.`,
      });
    }
    this.name = group.name;
    this.arn = group.arn;
  }
}
