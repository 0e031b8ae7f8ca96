import type { Finding } from "../problem";
import type { CompleteAws, CompleteEnvironment } from "../settings/settings";

/** Judges an environment with every default filled in. */
export type Check = (environment: CompleteEnvironment) => readonly Finding[];

/** Judges what every AWS topology decides. */
export type AwsCheck = (aws: CompleteAws, environment: CompleteEnvironment) => readonly Finding[];

/** The finding, where the condition holds. */
export function findingIf(condition: boolean, finding: () => Finding): readonly Finding[] {
  return condition ? [finding()] : [];
}
