import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";

/** Where the function counts what it has given away. */
export interface UsageTableProps {
  readonly name: string;
}

/** Counts per user, address and day, under pseudonyms; each removes itself when its day is over. */
export class UsageTable extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: UsageTableProps) {
    super(scope, id);
    const table = new DynamodbTable(this, "table", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
      ttl: { attributeName: "expires_at", enabled: true },
    });
    acceptFindings(
      table,
      {
        rule: "CKV_AWS_28",
        reason: "Counts of one day: a table that is lost starts them at nothing, a copy of it would be of no use.",
      },
      {
        rule: "CKV_AWS_119",
        reason: "It holds pseudonyms and counts, no secret; AWS encrypts it with a key of its own.",
      },
    );
    this.name = table.name;
    this.arn = table.arn;
  }
}
