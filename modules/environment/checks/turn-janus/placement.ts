import { findInstanceType } from "../../catalog/instance-types";
import { limits } from "../../defaults";
import type { Finding } from "../../problem";
import { regionPath } from "../../settings/region-path";
import type { CompleteFleet, CompleteTurnJanus } from "../../settings/settings";
import { fleetsOf, type TurnJanusCheck } from "./check";

/** A placement group can hold the fleet (EC2 user guide, placement groups). */
export const checkPlacement: TurnJanusCheck = (aws) =>
  fleetsOf(aws).flatMap(({ path, fleet }) =>
    fleet.placement === "cluster"
      ? clusterFindings(path, fleet, aws)
      : fleet.placement === "spread"
        ? spreadFindings(path, fleet, aws)
        : [],
  );

function clusterFindings(path: string, fleet: CompleteFleet, { regions }: CompleteTurnJanus): readonly Finding[] {
  const field = { path: `${path}.placement`, value: fleet.placement };
  const scattered = regions
    .filter(({ zones }) => zones.length > 1)
    .map(({ name, zones }) => ({
      ...field,
      rule: `A cluster placement group lives in one zone; ${name} uses ${zones.length}.`,
      remedy: `set ${regionPath(name)}.zones to 1, or ${path}.placement to "spread"`,
    }));
  const burstable = findInstanceType(fleet.instanceType)?.burstable
    ? [
        {
          ...field,
          rule: `A cluster placement group takes no burstable instance type; ${fleet.instanceType} is one.`,
          remedy: `set ${path}.instanceType to a type such as "c6i.large", or ${path}.placement to "spread"`,
        },
      ]
    : [];
  return [...scattered, ...burstable];
}

function spreadFindings(path: string, fleet: CompleteFleet, { regions }: CompleteTurnJanus): readonly Finding[] {
  const nodes = fleet.nodes.max + fleet.warmPool;
  return regions
    .filter(({ zones }) => nodes > limits.spreadNodesPerZone * zones.length)
    .map(({ name, zones }) => ({
      path: `${path}.placement`,
      value: fleet.placement,
      rule: `A spread placement group takes ${limits.spreadNodesPerZone} nodes per zone; ${name} has ${zones.length} zones for up to ${nodes} nodes.`,
      remedy: `leave ${path}.placement out or set it to "none", or use more zones`,
    }));
}
