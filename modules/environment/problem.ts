/** Something that is wrong, or risky, in an environment file. */
export interface Problem {
  /** Where it was found: the file, relative to the working directory where that is shorter. */
  readonly file: string;
  /** Field, such as `aws.turn.nodes.max`; empty where the whole file is meant. */
  readonly path: string;
  /** The value found, as it would be written in the file; absent where there is none. */
  readonly value?: string;
  /** The rule that is broken, in one or two sentences. */
  readonly rule: string;
  /** What to do about it. */
  readonly remedy?: string;
}
