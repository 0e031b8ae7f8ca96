import { type Block, part, quorum, series } from "./block";
import type { SlaFigure } from "./sla";

/** Machines that stand in for each other. */
export interface RedundantMachines {
  readonly count: number;
  /**
   * How many have to work.
   * @default 1
   */
  readonly needed?: number;
  readonly zones: number;
  readonly machine: SlaFigure;
  /** What machines in several zones share: their region. */
  readonly shared: SlaFigure;
}

/**
 * Machines over several zones count as independent of each other, in series with the promise for the region. In one zone they share
 * its fate and count as one.
 */
export function redundantMachines({ count, needed = 1, zones, machine, shared }: RedundantMachines): Block {
  return count < 2 || zones < 2 ? part(machine) : series(part(shared), quorum(needed, count, part(machine)));
}
