import { inspect } from "node:util";

/** A value as it would be written in a file, on one line of at most so many characters; undefined for none. */
export function showValue(value: unknown, maximumLength = 80): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const shown =
    typeof value === "string"
      ? JSON.stringify(value)
      : inspect(value, {
          depth: 5,
          maxArrayLength: null,
          breakLength: Number.POSITIVE_INFINITY,
          compact: true,
        }).replaceAll("'", '"');
  return shown.length > maximumLength ? `${shown.slice(0, maximumLength - 1)}…` : shown;
}
