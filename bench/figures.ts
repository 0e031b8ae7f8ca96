/** A figure and what it may be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  /** The limit is the least, not the most. */
  readonly atLeast?: boolean;
}

/** Prints a line per figure: what was measured, its limit, whether it holds. A figure over its limit makes the program fail. */
export function printFigures(figures: readonly Figure[]): void {
  const holds = ({ value, limit, atLeast }: Figure): boolean => (atLeast === true ? value >= limit : value <= limit);
  for (const figure of figures) {
    const { what, value, limit, atLeast } = figure;
    const line = `${what.padEnd(84)} ${value.toFixed(2).padStart(9)}  limit ${atLeast === true ? "≥" : "≤"} ${limit}`;
    console.log(`${holds(figure) ? "ok  " : "OVER"} ${line}`);
  }
  process.exitCode = figures.every(holds) ? 0 : 1;
}

/** The value that a share of all does not exceed: 0.5 is the median. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
