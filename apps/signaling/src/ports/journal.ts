/** Scalars that may be logged. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What the service says about itself. No personal data, no secret: callers give counts, names of causes and invocation ids. */
export interface Journal {
  /** One thing that happened, countable: the audit trail and the source of alerts. */
  count(metric: string, dimensions?: Fields): void;
  /** Something is wrong and someone should know. */
  warn(event: string, fields?: Fields): void;
}
