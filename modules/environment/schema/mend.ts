import { environmentSchema } from "./environment";
import { type FieldPath, showPath } from "./field-path";
import { nearest } from "./nearest";
import { isUnknownField, pathOf, type ShapeIssue } from "./shape-issue";
import { fieldsAt, standInAt, type Which } from "./stand-in";

/** A value in which fields that were wrong have another value. */
export interface Mended {
  /** Absent: nothing is left to go on with. */
  readonly root: unknown;
  readonly fields: readonly string[];
}

/** Puts a value that fits in the place of a wrong one; a field of an unknown name is taken for the one that it means, or away. */
export function mend(before: Mended, issue: ShapeIssue, which: Which): Mended {
  const path = pathOf(issue);
  if (!isUnknownField(issue)) {
    const { root, fields } = fill(before, path, which);
    return { root, fields: [...fields, showPath(path)] };
  }
  const around = path.slice(0, -1);
  const without = { root: replaced(before.root, path, undefined), fields: [...before.fields, showPath(path)] };
  const absent = [...fieldsAt(environmentSchema, around, without.root).keys()].filter(
    (name) => valueAt(without.root, [...around, name]) === undefined,
  );
  const meant = nearest(String(path.at(-1)), absent);
  return meant === undefined ? without : fill(without, [...around, meant], which);
}

/**
 * A plain value that may be left out is left out once and given once. Where nothing fits, as in an object of an unknown kind, or did
 * not help before, it is the field around that is replaced.
 */
function fill({ root, fields }: Mended, path: FieldPath, which: Which): Mended {
  if (path.length === 0) {
    return { root: undefined, fields };
  }
  const field = showPath(path);
  const around = path.slice(0, -1);
  const standIn = standInAt(environmentSchema, path, root, which);
  const mayBeLeftOut = fieldsAt(environmentSchema, around, root).get(String(path.at(-1))) === true;
  const isLeftOut = mayBeLeftOut && !isRecord(standIn) && (which === 0 || standIn === undefined);
  const hasPlace = valueAt(root, around) !== undefined && !fields.includes(field);
  return hasPlace && (isLeftOut || standIn !== undefined)
    ? { root: replaced(root, path, isLeftOut ? undefined : standIn), fields: [...fields, field] }
    : fill({ root, fields: [...fields, field] }, around, which);
}

function valueAt(root: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined),
    root,
  );
}

/** A copy with another value in a field; with none, the field is gone. */
function replaced(value: unknown, path: FieldPath, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return replacement;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? replaced(item, rest, replacement) : item));
  }
  if (!isRecord(value)) {
    return value;
  }
  const part = replaced(value[step], rest, replacement);
  const others = Object.entries(value).map(([key, other]) => [key, key === String(step) ? part : other]);
  const entries = String(step) in value ? others : [...others, [step, part]];
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
