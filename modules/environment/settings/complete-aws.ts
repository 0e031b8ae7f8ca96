import type { AwsEnvironment } from "../input/aws";
import type { Ledger } from "../ledger";
import { completeTurnJanus } from "./complete-turn-janus";
import type { CompleteAws } from "./settings";

/** Fills in the part on AWS. */
export function completeAws(aws: AwsEnvironment, protect: boolean, ledger: Ledger): CompleteAws {
  switch (aws.topology) {
    case "turn-janus":
      return completeTurnJanus(aws, protect, ledger);
  }
}
