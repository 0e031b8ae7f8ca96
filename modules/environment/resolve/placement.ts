import { limits } from "../defaults";
import type { Ledger } from "../ledger";
import { regionPath } from "../settings/region-path";
import type { CompleteFleet, CompleteRegion } from "../settings/settings";
import type { FleetPlan, InstanceTypeFacts } from "../topology";

/** What the placement of a fleet in a region depends on. */
export interface PlacementSource {
  readonly role: FleetPlan["role"];
  readonly settings: CompleteFleet;
  readonly type: InstanceTypeFacts;
  readonly region: CompleteRegion;
}

/** Placement of a fleet in one region: the one given, or the one that suits its zones. */
export function placement({ role, settings, type, region }: PlacementSource, ledger: Ledger): FleetPlan["placement"] {
  if (settings.placement) {
    return settings.placement;
  }
  const path = `${regionPath(region.name)}.placement.${role}`;
  if (role === "media" && region.zones.length === 1 && !type.burstable) {
    return ledger.derive(path, "cluster", "one zone and a type that allows it: media nodes stand close together");
  }
  const room = limits.spreadNodesPerZone * region.zones.length;
  return settings.nodes.max + settings.warmPool > room
    ? ledger.derive(path, "none", `a spread group takes ${limits.spreadNodesPerZone} nodes per zone, here ${room}`)
    : ledger.derive(path, "spread", "each node on hardware of its own: one failure takes one node");
}
