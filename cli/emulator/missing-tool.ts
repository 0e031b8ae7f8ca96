/** Something the emulator needs is not installed. The message is one line that says what to run. */
export class MissingToolError extends Error {
  override readonly name = "MissingToolError";

  constructor(missing: string, remedy: string) {
    super(`${missing} → ${remedy}`);
  }
}

/** Prints a missing tool as one line and anything else whole; the process then exits non-zero. */
export function failCommand(error: unknown): void {
  console.error(error instanceof MissingToolError || !(error instanceof Error) ? String(error) : error.stack);
  process.exitCode = 1;
}
