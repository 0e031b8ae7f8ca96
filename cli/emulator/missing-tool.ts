/** Something the emulator needs is not installed. The message is one line that says what to run. */
export class MissingToolError extends Error {
  override readonly name = "MissingToolError";

  constructor(missing: string, remedy: string) {
    super(`${missing} → ${remedy}`);
  }
}
