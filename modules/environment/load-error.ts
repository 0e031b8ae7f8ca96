import { dirname, sep } from "node:path";
import type { Finding, SourcePosition } from "./problem";
import { UnwantedAct } from "./run-file";
import { shownPath } from "./shown-path";
import { sourceLine } from "./source-line";

/** What is said of a file that does not load. */
export type LoadFinding = Pick<Finding, "position" | "rule" | "remedy">;

const correctSyntax = "correct this line or the one before: a comma, a bracket or a quotation mark may be missing";

/** Says what a compiler, a module loader or the file itself threw, and where. */
export function explainLoadError(error: unknown, file: string): LoadFinding {
  const { name, message, stack } = partsOf(error);
  const compiled = /^(.+):(\d+):(\d+): ERROR: (.+)$/m.exec(message);
  if (compiled) {
    const [, path = file, line, column, sentence = ""] = compiled;
    return {
      ...at(path, Number(line), Number(column) + 1, file),
      rule: `${sentence}.`,
      remedy: sentence.startsWith("Top-level await")
        ? "write the value itself: an environment file waits for nothing"
        : correctSyntax,
    };
  }
  const position = positionIn(stack, file);
  if (error instanceof UnwantedAct) {
    return {
      ...position,
      rule: `The file ${message}.`,
      remedy: "take it out: an environment file only says what is wanted",
    };
  }
  if (foundByNode(stack) !== undefined) {
    return { ...position, rule: `${message}.`, remedy: correctSyntax };
  }
  const [, missing] = /^Cannot find (?:module|package) '([^']+)'/.exec(message) ?? [];
  if (missing !== undefined) {
    return {
      ...position,
      rule: `There is no module ${JSON.stringify(missing)}.`,
      remedy: "correct the path; a type is imported with import type, which needs no module when the file is run",
    };
  }
  return {
    ...position,
    rule: `The file throws: ${name}${firstLine(message)}`,
    remedy: "make it load without an error",
  };
}

/** What can be said of something thrown. It may itself throw when it is looked at. */
function partsOf(error: unknown): { readonly name: string; readonly message: string; readonly stack: string } {
  const nothing = { name: "", message: "something that cannot be shown", stack: "" };
  return (
    attempt(() =>
      error instanceof Error
        ? { name: `${error.name}: `, message: String(error.message), stack: String(error.stack) }
        : { ...nothing, message: String(error) },
    ) ?? nothing
  );
}

/** The first place of a stack that lies in the file or in one beside or below it. */
function positionIn(stack: string, file: string): { readonly position?: SourcePosition } {
  const folder = dirname(file) + sep;
  const wrong = foundByNode(stack);
  if (wrong) {
    return at(wrong.path, wrong.line, 1, file);
  }
  for (const [, path = "", line, column] of stack.matchAll(/^\s+at (?:.*\()?(?:file:\/\/)?(.+?):(\d+):(\d+)\)?$/gm)) {
    if (path.startsWith(folder) && !path.includes(`${sep}node_modules${sep}`)) {
      return at(path, Number(line), Number(column), file);
    }
  }
  return {};
}

/** A syntax error that Node itself finds has its place in the first line of the stack, without a column. */
function foundByNode(stack: string): { readonly path: string; readonly line: number } | undefined {
  const [, path, line] = /^(\/.+):(\d+)\n/.exec(stack) ?? [];
  return path === undefined ? undefined : { path, line: Number(line) };
}

function at(path: string, line: number, column: number, file: string): { readonly position: SourcePosition } {
  return {
    position: {
      line,
      column,
      text: sourceLine(path, line),
      ...(path !== file && { file: shownPath(path) }),
    },
  };
}

function firstLine(text: string): string {
  return text.split("\n").find((line) => line.trim() !== "") ?? "an error without a message";
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
