import { inspect } from "node:util";

const maximumLength = 80;

/** A value as it would be written in a file, on one line; undefined for none. */
export function showValue(value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const shown =
    typeof value === "string"
      ? JSON.stringify(value)
      : inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY, compact: true }).replaceAll("'", '"');
  return shown.length > maximumLength ? `${shown.slice(0, maximumLength - 1)}…` : shown;
}
