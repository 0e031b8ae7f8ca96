/**
 * Runs `build` without the stack trace that cdktf records for every token. Nobody reads those traces, and taking them needs more
 * time than anything else in a synthesis. Errors keep theirs: they take it by themselves.
 */
export function withoutCreationTraces<Result>(build: () => Result): Result {
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = () => {};
  try {
    return build();
  } finally {
    Error.captureStackTrace = capture;
  }
}
