import type { SlaFigure } from "./sla";

/** A system as blocks: a part with a promised figure, blocks that all have to work, or equal-ranking blocks of which some have to. */
export type Block =
  | { readonly kind: "part"; readonly figure: SlaFigure }
  | { readonly kind: "series"; readonly blocks: readonly Block[] }
  | { readonly kind: "parallel"; readonly needed: number; readonly blocks: readonly Block[] };

/** A part. */
export function part(figure: SlaFigure): Block {
  return { kind: "part", figure };
}

/** All of them have to work. */
export function series(...blocks: readonly Block[]): Block {
  const [only, second] = blocks;
  return only && !second ? only : { kind: "series", blocks };
}

/** One of them has to work. */
export function parallel(...blocks: readonly Block[]): Block {
  const [only, second] = blocks;
  return only && !second ? only : { kind: "parallel", needed: 1, blocks };
}

/** `needed` of `count` equal blocks have to work. */
export function quorum(needed: number, count: number, block: Block): Block {
  return { kind: "parallel", needed, blocks: Array.from({ length: count }, () => block) };
}

/** `count` equal blocks of which one has to work. */
export function anyOf(count: number, block: Block): Block {
  return parallel(...Array.from({ length: Math.max(1, count) }, () => block));
}

/** Share of the time in which the block works, where its parts fail independently of each other. */
export function availability(block: Block): number {
  switch (block.kind) {
    case "part":
      return block.figure.availability;
    case "series":
      return block.blocks.reduce((product, inner) => product * availability(inner), 1);
    case "parallel":
      return working(block.blocks.map(availability), block.needed);
  }
}

/** Probability that at least `needed` of independent blocks work. */
function working(figures: readonly number[], needed: number): number {
  if (needed <= 0) {
    return 1;
  }
  const [first, ...others] = figures;
  return first === undefined ? 0 : first * working(others, needed - 1) + (1 - first) * working(others, needed);
}

/** Figures that a block is computed from, each once. */
export function figuresOf(block: Block): readonly SlaFigure[] {
  return block.kind === "part" ? [block.figure] : [...new Set(block.blocks.flatMap(figuresOf))];
}

/** The block as a formula of names: `×` for series, `2 of 4 [a]` for equal blocks, `1 of [a | b]` for different ones. */
export function formula(block: Block): string {
  switch (block.kind) {
    case "part":
      return block.figure.name;
    case "series":
      return block.blocks.map(formula).join(" × ");
    case "parallel": {
      const inner = block.blocks.map(formula);
      const [first = ""] = inner;
      return inner.every((text) => text === first)
        ? `${block.needed} of ${inner.length} [${first}]`
        : `${block.needed} of [${[...new Set(inner)].join(" | ")}]`;
    }
  }
}
