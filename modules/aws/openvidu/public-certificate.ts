import type { Construct } from "constructs";
import type { PublicNamePlan } from "../../environment/topology";
import { Certificate } from "../network/certificate";

/** ARN of the certificate of a public name: the one given, or one that is made and proved in the zone. */
export function certificateOf(scope: Construct, role: string, name: PublicNamePlan, zoneId: string): string {
  return (
    name.certificateArn ?? new Certificate(scope, `${role}-certificate`, { role, name: name.hostname, zoneId }).arn
  );
}
