import type { AwsEnvironment } from "../input/aws";
import type { Environment } from "../input/environment";
import type { Ledger } from "../ledger";
import { completeGoLiveAws } from "./complete-go-live";
import { completeOpenviduHa } from "./complete-openvidu-ha";
import { completeTurnJanus } from "./complete-turn-janus";
import type { CompleteAws } from "./settings";

/** Fills in the part on AWS. */
export function completeAws(
  aws: AwsEnvironment,
  { domain, protect }: Pick<Environment, "domain"> & { readonly protect: boolean },
  ledger: Ledger,
): CompleteAws {
  switch (aws.topology) {
    case "turn-janus":
      return completeTurnJanus(aws, protect, ledger);
    case "openvidu-ha":
      return completeOpenviduHa(aws, { domain, protect }, ledger);
    case "go-live":
      return completeGoLiveAws(aws, protect, ledger);
  }
}
