import { limits } from "../defaults";
import { type AwsCheck, findingIf } from "./check";

/** CloudWatch Logs takes some numbers of days only. */
export const checkLogRetention: AwsCheck = ({ logRetentionDays: days }) =>
  findingIf(!limits.logRetentionDays.some((known) => known === days), () => {
    const longer = limits.logRetentionDays.find((known) => known > days);
    return {
      path: "aws.logRetentionDays",
      value: days,
      rule: `CloudWatch Logs keeps logs for ${limits.logRetentionDays.join(", ")} days.`,
      remedy: `set it to ${longer ?? limits.logRetentionDays.at(-1)}`,
    };
  });
