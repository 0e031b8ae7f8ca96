import type { AcceptedFinding } from "../../shared/accepted-finding";

/** A balancer of an environment that is not protected goes with it. */
export const deletable: AcceptedFinding = {
  rule: "CKV_AWS_150",
  reason:
    "The environment is not protected: its stacks are destroyed in one go, and a balancer holds nothing that would be lost.",
};
