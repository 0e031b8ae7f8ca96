import type { Finding } from "../../problem";
import type { NodeBounds } from "../../settings/settings";
import { findingIf } from "../check";
import { fleetsOf, type TurnJanusCheck } from "./check";

/** Bounds are bounds, and no schedule goes beyond the nodes that have an address. */
export const checkNodeCounts: TurnJanusCheck = (aws) =>
  fleetsOf(aws).flatMap(({ path, fleet }) => [
    ...boundFindings(`${path}.nodes`, fleet.nodes),
    ...fleet.schedules.flatMap(({ nodes }, index) => {
      const schedule = `${path}.schedules[${index}].nodes`;
      return [
        ...boundFindings(schedule, nodes),
        ...findingIf(nodes.max > fleet.nodes.max, () => ({
          path: schedule,
          value: nodes,
          rule: `The fleet has addresses for ${fleet.nodes.max} nodes; the schedule asks for ${nodes.max}.`,
          remedy: `raise ${path}.nodes.max to ${nodes.max}, or lower the schedule`,
        })),
      ];
    }),
    ...findingIf(fleet.warmPool > fleet.nodes.max, () => ({
      path: `${path}.warmPool`,
      value: fleet.warmPool,
      rule: `More nodes would wait than the fleet may ever have (${fleet.nodes.max}).`,
      remedy: `set it to at most ${fleet.nodes.max}`,
    })),
  ]);

function boundFindings(path: string, { min, max }: NodeBounds): readonly Finding[] {
  return findingIf(min > max, () => ({
    path,
    value: { min, max },
    rule: `The fewest nodes (${min}) are more than the most (${max}).`,
    remedy: `set min to ${max} or less, or max to ${min} or more`,
  }));
}
