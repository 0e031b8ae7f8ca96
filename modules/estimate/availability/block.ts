import type { SlaFigure } from "./sla";

/** A system as blocks: a part with a promised figure, blocks that all have to work, or blocks of which one has to. */
export type Block =
  | { readonly kind: "part"; readonly figure: SlaFigure }
  | { readonly kind: "series"; readonly blocks: readonly Block[] }
  | { readonly kind: "parallel"; readonly blocks: readonly Block[] };

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
  return only && !second ? only : { kind: "parallel", blocks };
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
      return 1 - block.blocks.reduce((product, inner) => product * (1 - availability(inner)), 1);
  }
}

/** Figures that a block is computed from, each once. */
export function figuresOf(block: Block): readonly SlaFigure[] {
  return block.kind === "part" ? [block.figure] : [...new Set(block.blocks.flatMap(figuresOf))];
}

/** The block as a formula of names: `×` for series, `1 of n` for equal blocks, `1 of [a | b]` for different ones. */
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
        ? `1 of ${inner.length} [${first}]`
        : `1 of [${[...new Set(inner)].join(" | ")}]`;
    }
  }
}
