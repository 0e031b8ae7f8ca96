import type { Ledger } from "../ledger";
import type { CompleteEnvironment } from "../settings/settings";
import type { DeployPlan, Topology } from "../topology";
import { resolveAws } from "./aws";
import { resolveAzure } from "./azure";
import { freezeDeeply } from "./freeze-deeply";
import { resolveGoLive } from "./live";

/**
 * Plans of an environment whose settings have passed the checks. Frozen to the last leaf.
 *
 * @param clouds parts that are planned; each part may name what the other one makes, so that both are read. Absent: all
 */
export function resolveTopology(
  environment: CompleteEnvironment,
  ledger: Ledger,
  clouds: readonly string[] = ["aws", "azure", "files"],
): Topology {
  const { aws, azure, goLive, deploy } = environment;
  return freezeDeeply({
    environment: environment.name,
    domain: environment.domain,
    ...(deploy && { deploy: deployPlan(environment.name, deploy) }),
    ...(aws && clouds.includes("aws") && { aws: resolveAws(environment, aws, ledger) }),
    ...(goLive && clouds.includes("files") && { goLive: resolveGoLive(environment, goLive, ledger) }),
    ...(azure && clouds.includes("azure") && { azure: resolveAzure(environment, azure, ledger) }),
  });
}

function deployPlan(name: string, deploy: NonNullable<CompleteEnvironment["deploy"]>): DeployPlan {
  return deploy.kind === "github"
    ? { kind: "github", repository: deploy.repository, environment: deploy.environment ?? name }
    : { kind: "oidc", issuer: deploy.issuer, subjects: deploy.subjects };
}
