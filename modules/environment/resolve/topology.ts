import type { Ledger } from "../ledger";
import type { CompleteEnvironment } from "../settings/settings";
import type { Topology } from "../topology";
import { resolveAws } from "./aws";
import { freezeDeeply } from "./freeze-deeply";

/** Plans of an environment whose settings have passed the checks. Frozen to the last leaf. */
export function resolveTopology(environment: CompleteEnvironment, ledger: Ledger): Topology {
  return freezeDeeply({
    environment: environment.name,
    domain: environment.domain,
    ...(environment.aws && { aws: resolveAws(environment, environment.aws, ledger) }),
  });
}
