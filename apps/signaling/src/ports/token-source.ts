/** Access tokens of the identity that the process runs under. */
export interface TokenSource {
  /** @param scope resource with `/.default`, such as `https://vault.azure.net/.default` */
  token(scope: string): Promise<string>;
}
