/** A place in a source file. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
  /** The line itself, without the space around it. */
  readonly text: string;
  /** File of the place, where it is not the environment file itself but one that it imports. */
  readonly file?: string;
}

/** Something that is wrong, or risky, in an environment file. */
export interface Problem {
  /** Where it was found: the file, relative to the working directory where that is shorter. */
  readonly file: string;
  /** Field, such as `aws.turn.nodes.max`; empty where the whole file is meant. */
  readonly path: string;
  /** Line and column, where the file could not be run so far as to have fields. */
  readonly position?: SourcePosition;
  /** The value found, as it would be written in the file; absent where there is none. */
  readonly value?: string;
  /** The rule that is broken, in one or two sentences. */
  readonly rule: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** What a check finds, before it is known in which file. */
export interface Finding {
  readonly path: string;
  readonly position?: SourcePosition;
  /** The value found. */
  readonly value?: unknown;
  readonly rule: string;
  readonly remedy?: string;
  /** Risky, but right for somebody who knows: it is said, and does not stop the synthesis. */
  readonly warning?: true;
}
