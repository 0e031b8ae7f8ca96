import type { RoomDirectoryPlan } from "../../environment/topology";
import type { AlarmDefinition } from "../observability/alarm";
import { awsMetrics } from "../observability/aws-metrics";

/** Share of a node's memory at which somebody is told, per cent: a full one forgets where rooms are. */
const memoryPercent = 80;

/** Alarms of the room directory, one for each of its nodes: one that is away says nothing. */
export function directoryAlarms({ name, nodes }: RoomDirectoryPlan): readonly AlarmDefinition[] {
  return Array.from({ length: nodes }, (_, index) => index + 1).map((node) => ({
    key: `directory-node-${node}`,
    description: `Node ${node} of the room directory has been silent for five minutes, or its memory is ${memoryPercent} % full. While none takes writes the routers hash. See the group's events in ElastiCache.`,
    metric: awsMetrics.cacheMemory,
    // ElastiCache counts the members of a replication group so, and keeps a number when it replaces a node.
    dimensions: { CacheClusterId: `${name}-${String(node).padStart(3, "0")}` },
    statistic: "Maximum",
    fires: "above",
    threshold: memoryPercent,
    periodSeconds: 60,
    periods: 5,
    silence: "bad",
  }));
}
