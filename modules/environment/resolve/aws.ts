import type { Ledger } from "../ledger";
import type { CompleteAws, CompleteEnvironment } from "../settings/settings";
import type { AwsTopology } from "../topology";
import { resolveGoLiveAws } from "./go-live";
import { resolveOpenviduHa } from "./openvidu-ha";
import { resolveTurnJanus } from "./turn-janus";

/** Everything of one environment on AWS. The settings have passed the checks. */
export function resolveAws(environment: CompleteEnvironment, aws: CompleteAws, ledger: Ledger): AwsTopology {
  switch (aws.topology) {
    case "turn-janus":
      return resolveTurnJanus(environment, aws, ledger);
    case "openvidu-ha":
      return resolveOpenviduHa(environment, aws, ledger);
    case "go-live":
      return resolveGoLiveAws(environment, aws, ledger);
  }
}
