import { type PolicyStatement, policyDocument } from "./policy-document";

/** Trust policy of a role that one AWS service takes on, narrowed by conditions where the service sends them. */
export function serviceTrust(service: string, conditions?: NonNullable<PolicyStatement["conditions"]>): string {
  return policyDocument([
    {
      sid: "TakeOnRole",
      principal: { service },
      actions: ["sts:AssumeRole"],
      ...(conditions && { conditions }),
    },
  ]);
}
