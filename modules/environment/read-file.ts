import { isUtf8 } from "node:buffer";
import { readFileSync, realpathSync, statSync } from "node:fs";
import type { EnvironmentFile } from "./environment-files";
import { explainLoadError, type LoadFinding } from "./load-error";
import { runFile } from "./run-file";

/** What a file exports, or why it does not. */
export type FileContent = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & LoadFinding);

const noDefaultExport: FileContent = {
  ok: false,
  rule: "The file has no default export.",
  remedy:
    "end it with: export default { … } satisfies Environment; a file that others import goes into a folder below, such as shared/, where no environment is looked for",
};

/** Runs an environment file and takes its default export; of plain CommonJS, what it exports. */
export function readEnvironmentFile(file: EnvironmentFile): FileContent {
  const unreadable = findUnreadable(file.absolutePath);
  if (unreadable) {
    return { ok: false, ...unreadable };
  }
  try {
    return defaultExport(runFile(file.absolutePath));
  } catch (error) {
    return { ok: false, ...explainLoadError(error, realpathSync(file.absolutePath)) };
  }
}

/** What no compiler would say well: that there are no bytes to read, or that they are no UTF-8. */
function findUnreadable(path: string): LoadFinding | undefined {
  try {
    if (!statSync(path).isFile()) {
      return { rule: "This is not a file.", remedy: "replace it by a file, or give it another extension" };
    }
    const bytes = readFileSync(path);
    if (/^(?:fffe|feff)/.test(bytes.toString("hex", 0, 2))) {
      return { rule: "The file is in UTF-16.", remedy: "save it in UTF-8" };
    }
    return isUtf8(bytes) ? undefined : { rule: "The file is not in UTF-8.", remedy: "save it in UTF-8" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { rule: `The file cannot be read: ${reason}.`, remedy: "correct its link or its permissions" };
  }
}

function defaultExport(exported: unknown): FileContent {
  if (typeof exported !== "object" || exported === null) {
    return noDefaultExport;
  }
  if ("default" in exported && exported.default !== undefined) {
    return { ok: true, value: exported.default };
  }
  const isPlainCommonJs = !("__esModule" in exported) && Object.keys(exported).length > 0;
  return isPlainCommonJs ? { ok: true, value: exported } : noDefaultExport;
}
