/** A file as it will lie on a machine. */
export interface RenderedFile {
  /** Path relative to the root of the tree it belongs to, with `/`, without a leading `/`. */
  readonly path: string;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  /** Text, UTF-8, with a final newline. */
  readonly content: string;
}
