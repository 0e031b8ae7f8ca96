/** Why an environment cannot have a pipeline: a field, the rule and the remedy. */
export interface Refusal {
  /** Field of the environment file. */
  readonly path: string;
  readonly rule: string;
  readonly remedy: string;
}
