/** Something that this service needs did not do its part. Carries no text of the other side: it may hold a secret. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";

  /**
   * @param service what was asked, such as `signalr`
   * @param reason an HTTP status, or a word such as `timeout`
   */
  constructor(
    readonly service: string,
    readonly reason: string,
  ) {
    super(`${service}: ${reason}`);
  }
}

/** Others changed the same record again and again. Asking once more is fine. */
export class ContentionError extends Error {
  override readonly name = "ContentionError";
  constructor(readonly table: string) {
    super(`${table}: too many writers at once`);
  }
}
