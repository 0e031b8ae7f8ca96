import { RenderError } from "../modules/nodes/render-error";
import { MissingToolError } from "./emulator/missing-tool";

/** Prints what a user has to know, and a trace only for a mistake in the program itself; then ends, whatever is still open. */
export function failCommand(error: unknown): void {
  console.error(describe(error));
  endWith(1);
}

/** Ends the process once everything that was printed is out, whatever else would keep it alive. */
export function endWith(status: number): void {
  process.stderr.write("", () => process.exit(status));
}

function describe(error: unknown): unknown {
  if (isSystemError(error)) {
    return `${error.message}\n→ correct that and run the command again; what it had begun to write is incomplete: apply none of that`;
  }
  const told =
    error instanceof MissingToolError ||
    error instanceof RenderError ||
    (error instanceof Error && error.constructor === Error);
  return told ? error.message : error;
}

/** Whether the operating system refused something: a full disk, a directory that is not there or is not ours. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}
