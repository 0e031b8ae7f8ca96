import type { Problem } from "../modules/environment";
import type { Paint } from "./paint";

/** Problems or warnings as they are printed, file by file. */
export function formatProblems(problems: readonly Problem[], kind: "problem" | "warning", paint: Paint): string {
  const files = [...new Set(problems.map(({ file }) => file))];
  return files
    .map((file) => {
      const own = problems.filter((problem) => problem.file === file);
      const count = `${own.length} ${kind}${own.length === 1 ? "" : "s"}`;
      const title = `${paint.bold(file)}: ${kind === "problem" ? paint.red(count) : paint.yellow(count)}`;
      return [title, ...own.map((problem) => formatProblem(problem, paint))].join("\n\n");
    })
    .join("\n\n");
}

function formatProblem({ path, position, value, rule, remedy }: Problem, paint: Paint): string {
  const place =
    position &&
    `${position.file === undefined ? "" : `${position.file}, `}line ${position.line}, column ${position.column}`;
  const field = [place ?? path, value].filter(Boolean).join(" = ");
  return [
    ...(field === "" ? [] : [`  ${paint.bold(field)}`]),
    ...(position === undefined ? [] : [`    ${paint.dim(position.text)}`]),
    `    ${rule}`,
    ...(remedy === undefined ? [] : [`    ${paint.green("→")} ${remedy}`]),
  ].join("\n");
}
