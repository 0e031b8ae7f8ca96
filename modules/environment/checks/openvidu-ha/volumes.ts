import { openviduLimits } from "../../openvidu-defaults";
import { showPath } from "../../schema/field-path";
import { findingIf } from "../check";
import type { OpenviduHaCheck } from "./check";

/** Snapshots come at times that AWS takes, and what is restored exists. */
export const checkOpenviduVolumes: OpenviduHaCheck = ({ masters: { volumes } }) => [
  ...findingIf(!openviduLimits.snapshotHours.some((hours) => hours === volumes.snapshotHours), () => ({
    path: "aws.masters.volumes.snapshots.everyHours",
    value: volumes.snapshotHours,
    rule: `Data Lifecycle Manager takes snapshots every ${openviduLimits.snapshotHours.join(", ")} hours.`,
    remedy: `set it to ${openviduLimits.snapshotHours.find((hours) => hours > volumes.snapshotHours) ?? 24}`,
  })),
  ...Object.entries(volumes.restore).flatMap(([master, snapshot]) => {
    const path = showPath(["aws", "masters", "volumes", "restore", master]);
    return [
      ...findingIf(!/^[1-4]$/.test(master), () => ({
        path,
        value: snapshot,
        rule: "A volume is that of a master, from 1 to 4.",
        remedy: "write the number of the master, such as 2",
      })),
      ...findingIf(!/^snap-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(snapshot), () => ({
        path,
        value: snapshot,
        rule: "Not the id of a snapshot.",
        remedy: 'copy it from EC2, such as "snap-0123456789abcdef0"',
      })),
    ];
  }),
];
