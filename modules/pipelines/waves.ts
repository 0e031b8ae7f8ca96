import type { Layer, StackIdentity } from "../shared/stack-identity";

/** Stacks that are planned, approved and applied together, because none of them waits for another. */
export interface Wave {
  /** Layers of the stacks, such as `network` or `network-edge`; a number where a name comes again. */
  readonly name: string;
  /** In the order in which they are applied: one region after the other. */
  readonly stacks: readonly StackIdentity[];
}

/**
 * What has to stand in every region before the next begins, even where no stack waits for it. The bootstrap layer is not here: an
 * administrator applies it once, by hand.
 */
const phases: readonly (readonly Layer[])[] = [["network", "edge"], ["app"], ["global"]];

/** Waves in the order in which they are applied. */
export function waves(stacks: readonly StackIdentity[]): readonly Wave[] {
  const done = new Set(stacks.filter(({ layer }) => layer === "bootstrap").map(({ id }) => id));
  const names = new Map<string, number>();
  return phases.flatMap((layers) => {
    const found: Wave[] = [];
    for (let left = stacks.filter(({ layer }) => layers.includes(layer)); left.length > 0; ) {
      const ready = left.filter(({ after }) => after.every((id) => done.has(id)));
      if (ready.length === 0) {
        throw new RangeError(`stacks wait for each other: ${left.map(({ id }) => id).join(", ")}`);
      }
      found.push({ name: unique(names, [...new Set(ready.map(({ layer }) => layer))].join("-")), stacks: ready });
      for (const { id } of ready) {
        done.add(id);
      }
      left = left.filter(({ id }) => !done.has(id));
    }
    return found;
  });
}

function unique(names: Map<string, number>, name: string): string {
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}
