import type { Problem } from "../modules/environment";
import { formatProblems } from "./format-problems";
import { paintIf, showsColours } from "./paint";

/**
 * Prints every problem on standard error and makes the process fail. With `json`, as JSON, where warnings have a list of their own;
 * a person reads what is wrong first, and of what is risky once the file is right.
 */
export function reportProblems(problems: readonly Problem[], warnings: readonly Problem[], json: boolean): void {
  process.exitCode = 1;
  if (json) {
    console.error(JSON.stringify({ problems, warnings }, null, 2));
    return;
  }
  console.error(
    `${formatProblems(problems, "problem", paintIf(showsColours(process.stderr)))}\n\nNothing was written.`,
  );
}

/** Prints warnings on standard error. */
export function reportWarnings(warnings: readonly Problem[]): void {
  if (warnings.length > 0) {
    console.error(`${formatProblems(warnings, "warning", paintIf(showsColours(process.stderr)))}\n`);
  }
}
