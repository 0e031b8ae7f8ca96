import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { MasterVolumesPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import { survives } from "../survival";

/** The volumes of the masters. */
export interface MasterVolumesProps {
  readonly plan: MasterVolumesPlan;
  readonly dataKeyArn: string;
  /** Guards the volumes from `destroy`, and takes a last snapshot of one that goes. */
  readonly protect: boolean;
}

/**
 * The data of the masters. A volume belongs to a slot, not to an instance: whichever machine stands in the slot finds it by its
 * tag and mounts it. A volume made from a snapshot is another resource than the one it replaces, so that restoring is an
 * ordinary apply, also where the old one is protected.
 */
export class MasterVolumes extends Construct {
  /** In the order of the masters. */
  readonly ids: string[];
  readonly all: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: MasterVolumesProps) {
    super(scope, id);
    tagRole(this, "master");
    const { plan, protect } = props;
    const volumes = plan.slots.map(({ number, zone, slot, snapshotId }) => {
      return new EbsVolume(this, snapshotId ? `master-${number}-from-${snapshotId}` : `master-${number}`, {
        availabilityZone: zone,
        type: "gp3",
        size: plan.gib,
        encrypted: true,
        kmsKeyId: props.dataKeyArn,
        ...(snapshotId !== undefined && { snapshotId }),
        finalSnapshot: protect,
        tags: { Name: slot, MasterSlot: slot, Snapshots: "openvidu" },
        ...survives(protect),
      });
    });
    this.ids = volumes.map(({ id: volumeId }) => volumeId);
    this.all = volumes;
  }
}
