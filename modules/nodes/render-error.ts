/** Something that cannot be rendered: found before any file is written, so that a running configuration stays as it is. */
export class RenderError extends Error {
  override readonly name = "RenderError";

  /**
   * @param file what was to be rendered, such as `turnserver.conf`
   * @param field the input that is wrong, such as `limits.allocationsPerUser`
   * @param value the value found
   * @param rule the rule that is broken, a sentence
   * @param remedy what to do about it
   */
  constructor(
    readonly file: string,
    readonly field: string,
    readonly value: unknown,
    readonly rule: string,
    readonly remedy: string,
  ) {
    super(`${file}: ${field} = ${JSON.stringify(value)}: ${rule} ${remedy}`);
  }
}
