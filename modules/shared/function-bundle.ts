import { buildSync } from "esbuild";
import type { RenderedFile } from "./rendered-file";

/** A function's program before it is packed. */
export interface FunctionSource {
  /** Directory of its package. */
  readonly directory: string;
  /** File that it starts from, below the directory. */
  readonly entry: string;
  /** Name of the one file that it becomes. */
  readonly bundle: string;
  /** Packages that are there where it runs. */
  readonly external: readonly string[];
}

/**
 * A program and all its packages in one file, with their licences beside it; the same sources give the same bytes.
 *
 * @throws Error of esbuild, with file and line, if the program cannot be bundled.
 */
export function bundleFunction({ directory, entry, bundle, external }: FunctionSource): readonly RenderedFile[] {
  const result = buildSync({
    absWorkingDir: directory,
    entryPoints: [entry],
    outfile: `dist/${bundle}`,
    write: false,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    charset: "utf8",
    legalComments: "linked",
    external: [...external],
    logLevel: "warning",
  });
  return result.outputFiles.map(({ path, text }) => ({
    path: path.split("/").at(-1) ?? "",
    mode: 0o644,
    content: text,
  }));
}
