import type { AutoscalingGroupInstanceRefresh } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { FleetPlan } from "../../environment/topology";

/** Seconds that a rollout stands still after the first new node, for its figures to show. */
const checkpointDelaySeconds = 600;

/**
 * How a new launch template version replaces the nodes. Each old node drains before it goes, within the fleet's bound.
 *
 * A fleet that can grow starts new nodes first. One of a fixed size has no spare address: a new node could not claim one
 * before an old one leaves, so there one node leaves at a time. For the same reason a rollout of a fleet that load has brought
 * to its maximum fails, and rolls back: roll out when there is room.
 */
export function rollout(nodes: FleetPlan["nodes"]): AutoscalingGroupInstanceRefresh {
  const canGrow = nodes.max > nodes.min;
  const oneNode = Math.ceil(100 / nodes.max);
  return {
    strategy: "Rolling",
    preferences: {
      ...(canGrow
        ? { minHealthyPercentage: 100, maxHealthyPercentage: 150 }
        : { minHealthyPercentage: 100 - oneNode, maxHealthyPercentage: 100 }),
      checkpointPercentages: oneNode < 100 ? [oneNode, 100] : [100],
      checkpointDelay: String(checkpointDelaySeconds),
      skipMatching: true,
      autoRollback: true,
    },
  };
}
