import type { Finding } from "../problem";
import { type FieldPath, showPath } from "./field-path";

/** A copy of a file's value that holds objects, lists and plain values alone, and what had to be left out. */
export interface PlainData {
  readonly value: unknown;
  readonly findings: readonly Finding[];
}

/** No environment is this deep or this large; a value that refers to itself is both. */
const deepest = 20;
const mostValues = 20_000;

const remedy = "write the value itself: an environment file is plain data";

/**
 * Copies a file's value. A field that is set to undefined is a field left out. Every part is read once and here, so that whatever
 * looks like data and is none (a getter that throws, a proxy, a class, a cycle) is found before anything is computed with it.
 */
export function copyPlainData(value: unknown): PlainData {
  const findings: Finding[] = [];
  let values = 0;

  function copy(part: unknown, path: FieldPath, around: readonly unknown[]): unknown {
    values += 1;
    if (typeof part !== "object" || part === null) {
      return part;
    }
    if (around.includes(part)) {
      throw new Unfit("The value holds itself.");
    }
    const keys = Array.isArray(part) ? part.length : Object.keys(part).length;
    if (values + keys > mostValues || path.length > deepest) {
      throw new Endless(`The value has more than ${mostValues} parts or is more than ${deepest} levels deep.`);
    }
    const inner = [...around, part];
    if (Array.isArray(part)) {
      return Array.from({ length: part.length }, (_, index) => copyPart(part, [...path, index], inner));
    }
    if (!isPlain(part)) {
      throw new Unfit(`This is a value of the class ${className(part)}, not an object of fields.`);
    }
    return Object.fromEntries(
      Object.keys(part).flatMap((key) => {
        const copied = copyPart(part, [...path, key], inner);
        return copied === undefined ? [] : [[key, copied]];
      }),
    );
  }

  function copyPart(whole: object, path: FieldPath, around: readonly unknown[]): unknown {
    const step = path.at(-1) ?? "";
    return guarded(path, () => {
      if (typeof step === "string" && step in Object.prototype) {
        throw new Unfit(`Nothing can be called ${step}: every object has that already.`);
      }
      return copy(Reflect.get(whole, step), path, around);
    });
  }

  function guarded(path: FieldPath, read: () => unknown): unknown {
    try {
      return read();
    } catch (error) {
      if (error instanceof Endless && path.length > 0) {
        throw error;
      }
      const rule = error instanceof Unfit ? error.message : `The value cannot be read: ${reasonOf(error)}.`;
      findings.push({ path: showPath(path), rule, remedy });
      return undefined;
    }
  }

  return { value: guarded([], () => copy(value, [], [])), findings };
}

/** A part is no plain data. */
class Unfit extends Error {}

/** The whole is none. */
class Endless extends Unfit {}

/** Whether an object is `{ … }` or was made without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (typeof prototype === "object" && Object.getPrototypeOf(prototype) === null);
}

function className(value: object): string {
  const made = value.constructor;
  return typeof made === "function" ? made.name : "Object";
}

function reasonOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return "it throws something that cannot be shown";
  }
}
