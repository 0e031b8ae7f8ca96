import type { Finding } from "../problem";
import type { CompleteAws, CompleteEnvironment } from "../settings/settings";

/** Judges an environment with every default filled in. */
export type Check = (environment: CompleteEnvironment) => readonly Finding[];

/** Judges the part on AWS. */
export type AwsCheck = (aws: CompleteAws, environment: CompleteEnvironment) => readonly Finding[];

/** The two fleets with their paths in the file. */
export function fleetsOf(aws: CompleteAws) {
  return [
    { role: "turn", path: "aws.turn", fleet: aws.turn },
    { role: "media", path: "aws.media", fleet: aws.media },
  ] as const;
}

/** The finding, where the condition holds. */
export function findingIf(condition: boolean, finding: () => Finding): readonly Finding[] {
  return condition ? [finding()] : [];
}
