import { relative } from "node:path";

/** A path as it is shown: relative to the working directory where that is shorter. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length > 0 && fromHere.length < path.length ? fromHere : path;
}
