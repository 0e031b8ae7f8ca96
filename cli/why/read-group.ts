import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from "@aws-sdk/client-auto-scaling";
import { CloudWatchLogsClient, GetLogEventsCommand, ResourceNotFoundException } from "@aws-sdk/client-cloudwatch-logs";
import type { NodeGroup } from "./groups";

/** One thing that a group did. */
export interface Activity {
  readonly at: Date;
  /** As AWS spells it, such as `Failed`. */
  readonly status: string;
  /** What AWS says of it. */
  readonly text: string;
  /** Instance that it was about; absent where there was none yet. */
  readonly instance?: string;
}

/** What is known of a group. */
export interface GroupReport {
  readonly group: NodeGroup;
  /** Nodes wanted, and nodes in service; absent where the group does not exist. */
  readonly nodes?: { readonly wanted: number; readonly inService: number };
  /** Newest first. */
  readonly activities: readonly Activity[];
  /** Last lines of the newest nodes' logs, by instance. */
  readonly logs: readonly { readonly instance: string; readonly lines: readonly string[] }[];
}

/** How far back to look. */
export interface Depth {
  readonly activities: number;
  readonly instances: number;
  readonly lines: number;
}

/** Asks AWS about a group: what it tried, what came of it, and what the nodes themselves said last. */
export async function readGroup(group: NodeGroup, depth: Depth): Promise<GroupReport> {
  const scaling = new AutoScalingClient({ region: group.region });
  const found = await scaling.send(new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group.name] }));
  const [standing] = found.AutoScalingGroups ?? [];
  if (!standing) {
    return { group, activities: [], logs: [] };
  }
  const tried = await scaling.send(
    new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group.name, MaxRecords: depth.activities }),
  );
  const activities = (tried.Activities ?? []).map(
    ({ StartTime, StatusCode, StatusMessage, Description, Cause }): Activity => {
      const instance = /\bi-[0-9a-f]+/.exec(Description ?? "")?.[0];
      return {
        at: StartTime ?? new Date(0),
        status: StatusCode ?? "Unknown",
        text: [Description, StatusMessage ?? Cause].filter((part) => part !== undefined).join(": "),
        ...(instance !== undefined && { instance }),
      };
    },
  );
  const members = standing.Instances ?? [];
  const instances = [
    ...members.flatMap(({ InstanceId }) => InstanceId ?? []),
    ...activities.flatMap(({ instance }) => instance ?? []),
  ];
  return {
    group,
    nodes: {
      wanted: standing.DesiredCapacity ?? 0,
      inService: members.filter(({ LifecycleState }) => LifecycleState === "InService").length,
    },
    activities,
    logs: await readLogs(group, [...new Set(instances)].slice(0, depth.instances), depth.lines),
  };
}

async function readLogs(group: NodeGroup, instances: readonly string[], lines: number): Promise<GroupReport["logs"]> {
  const logs = new CloudWatchLogsClient({ region: group.region });
  return Promise.all(
    instances.map(async (instance) => {
      try {
        const { events } = await logs.send(
          new GetLogEventsCommand({
            logGroupName: group.logGroup,
            logStreamName: instance,
            limit: lines,
            startFromHead: false,
          }),
        );
        return { instance, lines: (events ?? []).map(({ message }) => message ?? "") };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) {
          return { instance, lines: [] };
        }
        throw error;
      }
    }),
  );
}
