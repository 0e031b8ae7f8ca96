/** Where a node lives: what its files need beside the plan of its fleet. */
export interface NodeContext {
  readonly environment: string;
  /** Region as the cloud spells it. */
  readonly region: string;
  /** Domain of the environment. */
  readonly domain: string;
}
