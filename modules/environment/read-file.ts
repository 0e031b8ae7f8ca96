import type { EnvironmentFile } from "./environment-files";

/** What a file exports, or why it does not. */
export type FileContent =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly rule: string; readonly remedy: string };

const remedy = "end it with: export default { … } satisfies Environment;";

/** Runs an environment file and takes its default export; of plain CommonJS, what it exports. */
export function readEnvironmentFile(file: EnvironmentFile): FileContent {
  let exported: unknown;
  try {
    exported = require(file.absolutePath);
  } catch (error) {
    return { ok: false, rule: `The file throws: ${firstLine(error)}`, remedy: "make it load without an error" };
  }
  if (typeof exported !== "object" || exported === null) {
    return { ok: false, rule: "The file has no default export.", remedy };
  }
  if ("default" in exported && exported.default !== undefined) {
    return { ok: true, value: exported.default };
  }
  const isPlainCommonJs = !("__esModule" in exported) && Object.keys(exported).length > 0;
  return isPlainCommonJs
    ? { ok: true, value: exported }
    : { ok: false, rule: "The file has no default export.", remedy };
}

/** Compilers and module loaders add stacks and code frames; the first line says what is wrong. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return message.split("\n").find((line) => line.trim() !== "") ?? "an error without a message";
}
