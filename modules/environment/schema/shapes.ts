import * as v from "valibot";
import { nearest, suggestion } from "./nearest";
import { says } from "./says";
import { text } from "./text";

export { text };

/**
 * Building blocks of the schema. The message of every block is the rule and, behind a line break, the remedy; a field that is
 * missing gets the message of the field.
 */

/** A block with two values that are right, to stand in where the file has a wrong one (stand-in.ts). */
export function withStandIns<const Schema extends v.GenericSchema>(
  schema: Schema,
  standIns: readonly [v.InferOutput<Schema>, v.InferOutput<Schema>],
) {
  return Object.assign(schema, { standIns });
}

/** A field that a topology has no use for although its name suggests one: whatever it holds, it is refused with the reason. */
export function refused(rule: string, remedy: string) {
  return v.custom<never>(() => false, says(rule, remedy));
}

/** True or false. */
export function flag(meaning: string) {
  const schema = v.custom<boolean>(
    (value) => typeof value === "boolean",
    says(`${meaning}: true or false.`, "write true or false, without quotes"),
  );
  return withStandIns(schema, [false, true]);
}

/** A whole number within bounds. */
export function whole(meaning: string, from: number, to: number) {
  const schema = v.custom<number>(
    (value) => typeof value === "number" && Number.isInteger(value) && value >= from && value <= to,
    says(
      `${meaning}: a whole number from ${from} to ${to}.`,
      `write a number such as ${Math.max(from, Math.min(to, 2))}`,
    ),
  );
  return withStandIns(schema, [Math.max(from, Math.min(to, 1)), to]);
}

/** A number above 0; where a least is given, not below that. */
export function amount(meaning: string, to: number, example: number, least?: number) {
  const range = least === undefined ? `above 0, at most ${to}` : `from ${least} to ${to}`;
  const schema = v.custom<number>(
    (value) => typeof value === "number" && value > 0 && value >= (least ?? 0) && value <= to,
    says(`${meaning}: a number ${range}.`, `write a number such as ${example}`),
  );
  return withStandIns(schema, [example, to]);
}

/** One of some words. */
export function choice<const Word extends string>(meaning: string, words: readonly [Word, ...Word[]]) {
  const known = words.map((word) => JSON.stringify(word)).join(", ");
  const schema = v.custom<Word>(
    (value) => words.some((word) => word === value),
    (issue) => {
      const meant = typeof issue.input === "string" ? nearest(issue.input, words) : undefined;
      return says(
        `${meaning}: one of ${known}.`,
        meant ? `did you mean "${meant}"?` : `write ${known.replaceAll(", ", " or ")}`,
      );
    },
  );
  return withStandIns(schema, [words[0], words.at(-1) ?? words[0]]);
}

/** An object with these fields and no other. */
export function object<const Entries extends v.ObjectEntries>(meaning: string, entries: Entries) {
  const names = Object.keys(entries);
  const shape = `{ ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""} }`;
  const message = says(`${meaning}: an object.`, `write ${shape}`);
  const schema = v.strictObject(entries, (issue) => {
    const key = String(issue.path?.at(-1)?.key);
    switch (issue.expected) {
      case "Object":
        return message;
      case "never":
        return `Unknown field. ${suggestion(key, names, "Known are")}`;
      default:
        return missing(messageOf(entries[key]));
    }
  });
  return Object.assign(schema, { says: message });
}

/** Message of a field that is not there: that of the field. */
function missing(message: string): string {
  return `Missing. ${message}`;
}

/** Objects that a field tells apart. */
export function variants<const Key extends string, const Options extends v.VariantOptions<Key>>(
  meaning: string,
  key: Key,
  words: readonly string[],
  options: Options,
) {
  const known = words.map((word) => JSON.stringify(word)).join(", ");
  const message = says(
    `${meaning}: an object with "${key}".`,
    `write { ${key}: ${known.replaceAll(", ", " or ")}, … }`,
  );
  const schema = v.variant(key, options, (issue) => {
    if (issue.expected === "Object") {
      return message;
    }
    const given = issue.path?.at(-1)?.value;
    const meant = typeof given === "string" ? nearest(given, words) : undefined;
    const rule = `${meaning}: "${key}" is one of ${known}.`;
    return given === undefined
      ? missing(says(rule, `add ${key}`))
      : says(rule, meant ? `did you mean "${meant}"?` : `write ${known.replaceAll(", ", " or ")}`);
  });
  return Object.assign(schema, { says: message });
}

/** A list. */
export function list<const Item extends v.GenericSchema>(meaning: string, item: Item, example: string) {
  return v.array(item, says(`${meaning}: a list.`, `write ${example}`));
}

/** A map from names to values. A list is an object too, but not one that is meant here. */
export function map<const Value extends v.GenericSchema>(meaning: string, value: Value, example: string) {
  const message = says(`${meaning}: an object.`, `write ${example}`);
  const record = v.record(text(`A name in ${meaning}`, "name"), value, message);
  const nothing = v.custom<v.InferOutput<typeof record>>(() => false, message);
  return Object.assign(
    v.lazy((input): typeof record | typeof nothing => (Array.isArray(input) ? nothing : record)),
    { says: message },
  );
}

/** A field that may be left out. */
export function optional<const Wrapped extends v.GenericSchema>(wrapped: Wrapped) {
  return v.exactOptional(wrapped);
}

/** The first where the value is an object or a list, the second where it is a plain value: the message fits what was meant. */
export function either<const Composite extends v.GenericSchema, const Plain extends v.GenericSchema>(
  composite: Composite,
  plain: Plain,
) {
  const schema = v.lazy((input): Composite | Plain =>
    typeof input === "object" && input !== null ? composite : plain,
  );
  return Object.assign(schema, { says: messageOf(plain) });
}

function messageOf(schema: v.GenericSchema | undefined): string {
  if (schema && "says" in schema && typeof schema.says === "string") {
    return schema.says;
  }
  return schema && "message" in schema && typeof schema.message === "string" ? schema.message : "";
}
