import type { AutoscalingGroupInitialLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { LifecyclePlan } from "../../environment/topology";

/** Names of the hooks; nodes complete them by name. */
export const hookNames = { launching: "launching", terminating: "terminating" } as const;

/**
 * A node is in service only when it says so, and leaves only when it is empty. A node that never speaks up is abandoned; one
 * that stops sending heartbeats while it drains goes on to terminate. The node bounds its drain itself: its limit is at most
 * 100 heartbeats and 48 hours (EC2 Auto Scaling).
 *
 * Terraform replaces the group when these change, since AWS takes initial hooks only with a new group. Only there they also
 * hold for the first nodes, and for the last ones when the group is destroyed.
 */
export function lifecycleHooks(plan: LifecyclePlan): AutoscalingGroupInitialLifecycleHook[] {
  return [
    {
      name: hookNames.launching,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      defaultResult: "ABANDON",
      heartbeatTimeout: plan.launchTimeoutSeconds,
    },
    {
      name: hookNames.terminating,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      defaultResult: "CONTINUE",
      heartbeatTimeout: plan.drainHeartbeatSeconds,
    },
  ];
}
