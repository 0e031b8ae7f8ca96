import { defaults } from "../defaults";
import type { Environment } from "../input/environment";
import type { Ledger } from "../ledger";
import { completeAws } from "./complete-aws";
import { completeAzure } from "./complete-azure";
import { completeGoLive } from "./complete-go-live";
import type { CompleteEnvironment } from "./settings";

/** Fills in every default. Never throws: what cannot be right is left for the checks to say. */
export function completeEnvironment(name: string, environment: Environment, ledger: Ledger): CompleteEnvironment {
  ledger.derive("name", name, "name of the file");
  const protect = ledger.take("protect", environment.protect, defaults.protect);
  return {
    name,
    domain: ledger.given("domain", environment.domain),
    costCenter: ledger.given("costCenter", environment.costCenter),
    protect,
    tags: ledger.take("tags", environment.tags, defaults.tags),
    ...(environment.budget && { budget: ledger.given("budget", environment.budget) }),
    notify:
      environment.notify === undefined && environment.budget
        ? ledger.derive("notify", environment.budget.notify, "those who are told of the budget")
        : ledger.take("notify", environment.notify, defaults.notify),
    state: ledger.take("state", environment.state, defaults.state),
    ...(environment.deploy && { deploy: ledger.given("deploy", environment.deploy) }),
    ...(environment.aws && { aws: completeAws(environment.aws, { domain: environment.domain, protect }, ledger) }),
    ...(environment.goLive && { goLive: completeGoLive(environment.goLive, ledger) }),
    ...(environment.azure && { azure: completeAzure(environment.azure, environment, ledger) }),
  };
}
