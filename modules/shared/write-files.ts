import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RenderedFile } from "./rendered-file";

/** Makes a directory hold exactly these files. */
export function writeFiles(directory: string, files: readonly RenderedFile[]): void {
  rmSync(directory, { recursive: true, force: true });
  addFiles(directory, files);
}

/** Writes files into a directory beside what is there. */
export function addFiles(directory: string, files: readonly RenderedFile[]): void {
  for (const { path, mode, content } of files) {
    const target = join(directory, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    chmodSync(target, mode);
  }
}
