/** One thing that was looked at, and what was found. */
export interface Finding {
  readonly what: string;
  /** Absent: as it should be. */
  readonly wrong?: string;
}

/** Looks at one thing; what it throws is what is wrong. */
export async function look(what: string, probe: () => Promise<void>): Promise<Finding> {
  try {
    await probe();
    return { what };
  } catch (error) {
    return { what, wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** Throws a sentence unless it holds. */
export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) {
    throw new Error(otherwise);
  }
}
