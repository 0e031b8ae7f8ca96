/** Freezes a value with everything in it, and returns it. */
export function freezeDeeply<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) {
      freezeDeeply(part);
    }
  }
  return value;
}
