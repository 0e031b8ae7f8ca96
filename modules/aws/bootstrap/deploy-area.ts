import type { AcceptedFinding } from "../../shared/accepted-finding";
import type { DeploymentAccount } from "../deployment-account";
import type { PolicyStatement } from "../policy-document";

/** One part of what a pipeline may do: a managed policy. */
export interface DeployArea {
  /** Unique within the role; part of the policy's name. */
  readonly name: string;
  /** What it allows, in a sentence. */
  readonly description: string;
  readonly statements: readonly PolicyStatement[];
  /** Findings accepted on the policy. */
  readonly accepted: readonly AcceptedFinding[];
}

/** What the areas are made of. */
export interface DeployScope {
  readonly account: DeploymentAccount;
  /** Environment whose resources are meant: their names start with it or with `webrtc-` and it. */
  readonly environment: string;
}

/** ARNs of the environment's resources of one kind in every region of the account: its names begin alike. */
export function ownedArns(scope: DeployScope, service: string, kind: string): readonly string[] {
  return [`${scope.environment}-*`, `webrtc-${scope.environment}-*`].map((name) =>
    scope.account.anyRegionArn(service, `${kind}${name}`),
  );
}
