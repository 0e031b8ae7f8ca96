import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { PlacementGroup } from "@cdktf/provider-aws/lib/placement-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { FleetPlan } from "../../environment/topology";
import type { Tags } from "../../shared/stack-identity";
import { lifecycleHooks } from "./lifecycle-hooks";
import type { NodeTemplate } from "./node-template";
import { rollout } from "./rollout";

/** Seconds from the node's own word that it serves until its figures count in a fleet's averages. */
const warmupSeconds = 120;

/** Time beyond the longest launch or drain that Terraform waits before it gives up, in seconds. */
const patienceSeconds = 900;

export interface FleetProps {
  readonly plan: Pick<FleetPlan, "name" | "nodes" | "placement" | "warmPoolSize" | "schedules" | "lifecycle"> & {
    /** Absent: the nodes claim no address. */
    readonly addressPool?: string;
  };
  /**
   * Nodes at first.
   * @default the fewest
   */
  readonly initialNodes?: number;
  /**
   * Tags of the nodes beside those of the stack, by which permissions know them.
   * @default none
   */
  readonly nodeTags?: Tags;
  readonly template: NodeTemplate;
  /** Public subnets, one per zone. */
  readonly subnetIds: string[];
  /** Target groups that the nodes join; empty: none, and health is the instance's and the node's own word. */
  readonly targetGroupArns: readonly string[];
  /** What has to exist before the first node boots. */
  readonly after: readonly ITerraformDependable[];
}

/** An Auto Scaling group whose nodes come with an address, leave empty, and are replaced by rollouts with a checkpoint. */
export class Fleet extends Construct {
  readonly groupName: string;
  /** There once the smallest number of nodes serves. */
  readonly group: ITerraformDependable;

  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    const { plan } = props;
    const scheduled = plan.schedules.length > 0;
    const group = new AutoscalingGroup(this, "group", {
      name: plan.name,
      minSize: plan.nodes.min,
      maxSize: plan.nodes.max,
      launchTemplate: props.template.reference,
      vpcZoneIdentifier: props.subnetIds,
      targetGroupArns: [...props.targetGroupArns],
      healthCheckType: props.targetGroupArns.length > 0 ? "ELB" : "EC2",
      healthCheckGracePeriod: warmupSeconds,
      defaultInstanceWarmup: warmupSeconds,
      initialLifecycleHook: lifecycleHooks(plan.lifecycle),
      instanceRefresh: rollout(plan.nodes),
      terminationPolicies: ["OldestLaunchTemplate", "OldestInstance"],
      // Evening out the zones would end sessions on nodes that do nothing wrong; the next scaling step evens them out too.
      suspendedProcesses: ["AZRebalance"],
      enabledMetrics: [
        "GroupDesiredCapacity",
        "GroupInServiceInstances",
        "GroupPendingInstances",
        "GroupTerminatingInstances",
      ],
      metricsGranularity: "1Minute",
      waitForCapacityTimeout: `${plan.lifecycle.launchTimeoutSeconds + patienceSeconds}s`,
      timeouts: { delete: `${plan.lifecycle.drainLimitSeconds + patienceSeconds}s` },
      tag: [
        { key: "Name", value: plan.name, propagateAtLaunch: true },
        ...Object.entries({
          ...(plan.addressPool !== undefined && { AddressPool: plan.addressPool }),
          ...props.nodeTags,
        }).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      ],
      ...(plan.placement !== "none" && { placementGroup: this.placement(plan.name, plan.placement) }),
      ...(plan.warmPoolSize > 0 && {
        // AWS fills the pool up to `maxGroupPreparedCapacity`, counting the nodes in service, but never below `minSize`.
        warmPool: {
          poolState: "Stopped",
          minSize: plan.warmPoolSize,
          maxGroupPreparedCapacity: plan.nodes.min,
          instanceReusePolicy: { reuseOnScaleIn: false },
        },
      }),
      // A schedule sets the bounds; an apply in between must not set them back.
      ...(scheduled && { lifecycle: { ignoreChanges: ["min_size", "max_size"] } }),
      // Scaling sets the size from the first minute on.
      ...(props.initialNodes !== undefined && {
        desiredCapacity: props.initialNodes,
        lifecycle: { ignoreChanges: ["desired_capacity", ...(scheduled ? ["min_size", "max_size"] : [])] },
      }),
      dependsOn: [...props.after],
    });
    this.groupName = group.name;
    this.group = group;

    for (const schedule of plan.schedules) {
      new AutoscalingSchedule(this, `schedule-${schedule.name}`, {
        autoscalingGroupName: group.name,
        scheduledActionName: schedule.name,
        recurrence: schedule.recurrence,
        timeZone: schedule.timeZone,
        minSize: schedule.min,
        maxSize: schedule.max,
        // -1 leaves the size to scaling; left out it would be 0.
        desiredCapacity: -1,
      });
    }
  }

  private placement(name: string, strategy: "spread" | "cluster"): string {
    return new PlacementGroup(this, "placement", { name, strategy }).name;
  }
}
