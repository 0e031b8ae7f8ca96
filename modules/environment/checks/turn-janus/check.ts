import type { Finding } from "../../problem";
import type { CompleteEnvironment, CompleteTurnJanus } from "../../settings/settings";

/** Judges the topology of TURN and media fleets. */
export type TurnJanusCheck = (aws: CompleteTurnJanus, environment: CompleteEnvironment) => readonly Finding[];

/** The two fleets with their paths in the file. */
export function fleetsOf(aws: CompleteTurnJanus) {
  return [
    { role: "turn", path: "aws.turn", fleet: aws.turn },
    { role: "media", path: "aws.media", fleet: aws.media },
  ] as const;
}
