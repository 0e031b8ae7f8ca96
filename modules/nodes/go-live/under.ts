import type { RenderedFile } from "../../shared/rendered-file";

/** Files below a directory. */
export function under(directory: string, files: readonly RenderedFile[]): readonly RenderedFile[] {
  return files.map((file) => ({ ...file, path: `${directory}/${file.path}` }));
}
