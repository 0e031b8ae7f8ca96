/** Something the emulator needs is not installed. The message is one line that says what to run. */
export class MissingToolError extends Error {
  override readonly name = "MissingToolError";

  constructor(missing: string, remedy: string) {
    super(`${missing} → ${remedy}`);
  }
}

/** Prints what a user has to know, and a trace only for a mistake in the program itself; then ends, whatever is still open. */
export function failCommand(error: unknown): never {
  const told = error instanceof MissingToolError || (error instanceof Error && error.constructor === Error);
  console.error(told ? error.message : error);
  process.exit(1);
}
