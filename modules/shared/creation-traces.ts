/**
 * Runs `build` without the stack trace that cdktf records for every token. Nobody reads those traces, and formatting them
 * through source maps takes longer than everything else in a synthesis. Errors keep theirs: they are formatted when they are read.
 */
export function withoutCreationTraces<Result>(build: () => Result): Result {
  const prepare = Error.prepareStackTrace;
  Error.prepareStackTrace = () => "";
  try {
    return build();
  } finally {
    Error.prepareStackTrace = prepare;
  }
}
