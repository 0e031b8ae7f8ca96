import * as v from "valibot";
import { says } from "./says";

/** The longest text that any field needs is an ARN. */
const longest = 2048;

/** Terraform and cdktf fill in what stands in such braces, and the boot service of a node what stands between such signs. */
const filledIn = /[$%#&]\{|@@|%%/;

/** Control characters, halves of characters, separators of lines, and what turns the order of characters round. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/**
 * A non-empty text. All texts of an environment file come through here, so that none of them reaches Terraform as an expression:
 * it is refused, not escaped, because no name, address or id has such signs and whoever writes them expects them to be filled in.
 */
export function text(meaning: string, example: string) {
  const remedy = `write for example "${example}"`;
  const message = says(`${meaning}: a text that is not empty.`, remedy);
  const schema = v.custom<string>(
    (value) => typeof value === "string" && findFault(value) === undefined,
    ({ input }) => {
      const fault = typeof input === "string" ? findFault(input) : undefined;
      return fault === undefined ? message : says(`${meaning}: ${fault}`, remedy);
    },
  );
  return Object.assign(schema, { says: message, standIns: [example, `other-${example}`] });
}

function findFault(value: string): string | undefined {
  if (value.trim() === "") {
    return "a text that is not empty.";
  }
  if (value.length > longest) {
    return `at most ${longest} characters; these are ${value.length}.`;
  }
  const [sign] = filledIn.exec(value) ?? [];
  if (sign !== undefined) {
    return `nothing is filled in here, so that a text has no ${sign}.`;
  }
  return unprintable.test(value) ? "one line of printable characters." : undefined;
}
