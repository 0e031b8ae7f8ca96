import { join, resolve } from "node:path";
import { explainLoadError } from "./load-error";
import type { Problem } from "./problem";
import { shownPath } from "./shown-path";

/** Says what an environment file left behind and what failed only after all files were read: a promise that nobody waits for. */
export function explainLateError(reason: unknown, directory: string): Problem {
  const root = resolve(directory);
  process.setSourceMapsEnabled(true);
  // Which file it was, is known from the place alone.
  const { position, ...found } = explainLoadError(reason, join(root, "any"));
  process.setSourceMapsEnabled(false);
  if (!position) {
    return { file: shownPath(root), path: "", ...found };
  }
  const { file = shownPath(root), ...place } = position;
  return { file, path: "", position: place, ...found };
}
