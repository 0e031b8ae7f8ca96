import type * as v from "valibot";
import type { FieldPath } from "./field-path";

/**
 * Which of two values takes the place of a wrong one. What is said of a file with either of them does not rest on the field; what
 * is said with one alone does.
 */
export type Which = 0 | 1;

/**
 * A value that fits the field of a path, so that the fields around it can be judged as they stand in the file.
 *
 * @param root the value whose field is meant: it says which of several shapes an object has
 */
export function standInAt(schema: v.GenericSchema, path: FieldPath, root: unknown, which: Which): unknown {
  const found = walk({ schema, value: root }, path);
  return found && standInOf(found.schema, which);
}

/** Names of the fields of the object at a path, with whether each may be left out. */
export function fieldsAt(schema: v.GenericSchema, path: FieldPath, root: unknown): ReadonlyMap<string, boolean> {
  const found = walk({ schema, value: root }, path);
  const entries = found ? entriesOf(plain(found).schema) : undefined;
  return new Map(
    Object.entries(entries ?? {}).map(([name, entry]) => [name, isSchema(entry) && entry.type === "exact_optional"]),
  );
}

interface Step {
  readonly schema: v.GenericSchema;
  readonly value: unknown;
}

function walk(from: Step, path: FieldPath): Step | undefined {
  return path.reduce<Step | undefined>((step, key) => (step ? follow(step, String(key)) : undefined), from);
}

/** The schema and the value of a field. */
function follow(step: Step, key: string): Step | undefined {
  const { schema, value } = plain(step);
  const next = entriesOf(schema)?.[key] ?? part(schema, "item") ?? part(schema, "value");
  return isSchema(next) ? { schema: next, value: isObject(value) ? Reflect.get(value, key) : undefined } : undefined;
}

/** The schema that a value is really judged by. */
function plain({ schema, value }: Step): Step {
  if (schema.type === "exact_optional") {
    const wrapped = part(schema, "wrapped");
    return isSchema(wrapped) ? plain({ schema: wrapped, value }) : { schema, value };
  }
  if (schema.type === "lazy") {
    const getter = part(schema, "getter");
    const meant: unknown = typeof getter === "function" ? getter(value) : undefined;
    return isSchema(meant) ? plain({ schema: meant, value }) : { schema, value };
  }
  if (schema.type === "variant") {
    const key = String(part(schema, "key"));
    const given = isObject(value) ? Reflect.get(value, key) : undefined;
    const meant = optionsOf(schema).find((option) => literalOf(entriesOf(option)?.[key]) === given);
    return meant ? { schema: meant, value } : { schema, value };
  }
  return { schema, value };
}

function standInOf(schema: v.GenericSchema, which: Which): unknown {
  const { schema: known } = plain({ schema, value: undefined });
  const standIns = part(known, "standIns");
  if (Array.isArray(standIns)) {
    return standIns[which];
  }
  const entries = entriesOf(known);
  if (entries) {
    return Object.fromEntries(
      Object.entries(entries).flatMap(([key, entry]) =>
        isSchema(entry) && entry.type !== "exact_optional" ? [[key, standInOf(entry, which)]] : [],
      ),
    );
  }
  switch (known.type) {
    case "variant": {
      const option = optionsOf(known).at(which === 0 ? 0 : -1);
      return option && standInOf(option, which);
    }
    case "array":
      return which === 0 ? [] : partsOf(known, "item", which);
    case "record":
      return which === 0 ? {} : { other: partsOf(known, "value", which)[0] };
    default:
      return literalOf(known);
  }
}

function partsOf(schema: v.GenericSchema, name: "item" | "value", which: Which): readonly unknown[] {
  const of = part(schema, name);
  return isSchema(of) ? [standInOf(of, which)] : [];
}

function entriesOf(schema: v.GenericSchema): Readonly<Record<string, unknown>> | undefined {
  const entries = part(schema, "entries");
  return isObject(entries) ? { ...entries } : undefined;
}

function optionsOf(schema: v.GenericSchema): readonly v.GenericSchema[] {
  const options = part(schema, "options");
  return Array.isArray(options) ? options.filter(isSchema) : [];
}

function literalOf(schema: unknown): unknown {
  return isSchema(schema) ? part(schema, "literal") : undefined;
}

function part(schema: v.GenericSchema, name: string): unknown {
  return Reflect.get(schema, name);
}

function isSchema(value: unknown): value is v.GenericSchema {
  return isObject(value) && Reflect.get(value, "kind") === "schema";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
