import type { Fields } from "../ports/journal";

/** What a value in a log line may look like: a name, a number, a status. Anything else is hidden, in case it should not be there. */
const harmless = /^[\w.:-]{1,80}$/;

/** Fields of a log line. */
export function logFields(fields: Fields): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "string" && !harmless.test(value) ? "(hidden)" : value]],
    ),
  );
}
