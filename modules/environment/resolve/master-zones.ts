import type { ExistingVpc } from "../input/openvidu-ha";
import { openviduLimits } from "../openvidu-defaults";
import type { CompleteRegion } from "../settings/settings";

/** Zones that masters may live in: those of the region, or those of the subnets given for them. */
export function zonesForMasters(region: CompleteRegion, vpc: ExistingVpc | undefined): readonly string[] {
  return vpc ? Object.keys(vpc.masterSubnets).sort() : region.zones;
}

/** The zone of each master: dealt in turn, so that no zone has two while another has none. */
export function masterZones(region: CompleteRegion, vpc: ExistingVpc | undefined): readonly string[] {
  const zones = zonesForMasters(region, vpc);
  return Array.from({ length: openviduLimits.masters }, (_, index) => zones[index % zones.length] ?? "");
}
