import type { App } from "cdktf";
import type { Problem } from "../modules/environment";

/** Prints every problem on standard error. */
export function reportProblems(problems: readonly Problem[]): void {
  for (const problem of problems) {
    console.error(`${problem.file}: ${problem.path} ${problem.rule}`);
  }
}

/** Prints what was written. */
export function reportStacks(
  app: App,
  outcome: { readonly warnings: readonly Problem[]; readonly milliseconds: number },
): void {
  console.log(`${app.node.children.length} stacks in ${outcome.milliseconds} ms → ${app.outdir}`);
}
