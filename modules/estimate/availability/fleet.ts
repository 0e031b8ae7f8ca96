import { anyOf, type Block, part, series } from "./block";
import type { SlaFigure } from "./sla";

/** Machines of which one is enough. */
export interface RedundantMachines {
  readonly count: number;
  readonly zones: number;
  readonly machine: SlaFigure;
  /** What machines in several zones share: their region. */
  readonly shared: SlaFigure;
}

/**
 * Machines over several zones count as independent of each other, in series with the promise for the region. In one zone they share
 * its fate and count as one.
 */
export function redundantMachines({ count, zones, machine, shared }: RedundantMachines): Block {
  return count < 2 || zones < 2 ? part(machine) : series(part(shared), anyOf(count, part(machine)));
}
