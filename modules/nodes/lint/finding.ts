/** Something wrong in a configuration file that the server itself would start with. */
export interface Finding {
  /** Line, from 1; 0 for what is missing in the whole file. */
  readonly line: number;
  /** What is wrong and what follows from it, a sentence. */
  readonly message: string;
}
