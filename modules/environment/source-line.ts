import { readFileSync } from "node:fs";

/** Characters of a source line that are shown. */
const longest = 120;

/** A line of a source file as it is shown: without the space around it; empty where there is none. */
export function sourceLine(path: string, line: number): string {
  try {
    return (readFileSync(path, "utf8").split(/\r?\n/)[line - 1] ?? "").trim().slice(0, longest);
  } catch {
    return "";
  }
}
