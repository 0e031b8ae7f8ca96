/** One value of a secret. */
export interface SecretVersion {
  /** Name of the version, not secret. */
  readonly id: string;
  readonly value: string;
  /** When the value was made, milliseconds since 1970. */
  readonly createdAt: number;
}

/** A secret with its valid values: one, or two while it is rotated. */
export interface SecretSource {
  /** Newest first, never empty. */
  read(): Promise<readonly SecretVersion[]>;
}
