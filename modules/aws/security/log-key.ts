import { Construct } from "constructs";
import { thisKey } from "../policy-document";
import type { LayerKeyProps } from "./data-key";
import { EncryptionKey, useOfKey } from "./encryption-key";

/** The key of log groups. CloudWatch Logs uses it itself, so it is apart from the key of secrets. */
export class LogKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: LayerKeyProps) {
    super(scope, id);
    const { account } = props;
    this.arn = new EncryptionKey(this, "log", {
      ...props,
      role: "log-key",
      description: "Log groups of the WebRTC environment.",
      use: [
        {
          sid: "EncryptLogGroups",
          principal: { service: `logs.${account.region}.amazonaws.com` },
          actions: useOfKey,
          resources: thisKey,
          // Only for log groups of this account and region (CloudWatch Logs User Guide, "Encrypt log data").
          conditions: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": account.arn("logs", "log-group:*") },
          },
        },
      ],
    }).arn;
  }
}
