/** Fails for the first of generated environments for which a promise is broken, and prints it. */
export function holdsForEach<T extends { readonly environment: object }>(
  cases: readonly T[],
  promise: (given: T) => void,
): void {
  for (const given of cases) {
    try {
      promise(given);
    } catch (broken) {
      throw new Error(`broken for ${JSON.stringify(given.environment)}\n${String(broken)}`, { cause: broken });
    }
  }
}
