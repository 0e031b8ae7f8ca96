import * as v from "valibot";
import type { Environment } from "../input/environment";
import type { Finding } from "../problem";
import { environmentSchema } from "./environment";
import { type FieldPath, isWithin, showPath } from "./field-path";

/** What could be read of a file's value. */
export interface ReadShape {
  /** What is wrong with the shape. */
  readonly findings: readonly Finding[];
  /** The environment, without the fields that are wrong; absent where too little is left to go on. */
  readonly environment?: Environment;
  /** Fields that were left out because they are wrong: later checks say nothing about them. */
  readonly omitted: readonly string[];
}

/** Values in the place of fields that have no default and are wrong, so that the rest of the file can still be judged. */
const standIns: Readonly<Record<string, unknown>> = { domain: "example.com", costCenter: "-", nodes: 1, zones: 1 };

/** Each round takes a faulty field away, and files are not this deep. */
const mostRounds = 50;

/**
 * Reads a value as an environment. A field that is wrong is reported and left out, and what is left is read again, so that a
 * misspelt name does not hide the contradictions in the rest of the file.
 */
export function readShape(value: unknown): ReadShape {
  const findings: Finding[] = [];
  let omitted: readonly string[] = [];
  let candidate = copyWithoutUndefined(value);
  for (let round = 0; round < mostRounds; round++) {
    const result = v.safeParse(environmentSchema, candidate);
    if (result.success) {
      return { findings, omitted, environment: result.output };
    }
    const earlier = omitted;
    const found = result.issues.map(findingOf);
    findings.push(...found.filter(({ path }) => !earlier.some((field) => isWithin(path, field))));
    for (const issue of result.issues) {
      const field = faultyField(candidate, pathOf(issue));
      if (field.length === 0) {
        return { findings, omitted };
      }
      omitted = [...omitted, showPath(pathOf(issue)), showPath(field)];
      const isMeant = !isUnknownField(issue) && !earlier.includes(showPath(field));
      candidate = replaced(candidate, field, isMeant ? standIns[String(field.at(-1))] : undefined);
    }
  }
  return { findings, omitted };
}

function findingOf(issue: v.BaseIssue<unknown>): Finding {
  const [rule = "", remedy] = issue.message.split("\n");
  return {
    path: showPath(pathOf(issue)),
    // An unknown field's value says nothing: its name is the problem.
    ...(!isUnknownField(issue) && { value: issue.path ? issue.path.at(-1)?.value : issue.input }),
    rule,
    ...(remedy !== undefined && { remedy }),
  };
}

function isUnknownField(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

function pathOf(issue: v.BaseIssue<unknown>): FieldPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
}

/** The field itself; the object around it where it is missing and nothing can stand in; the list around it where it is part of one. */
function faultyField(root: unknown, path: FieldPath): FieldPath {
  const firstIndex = path.findIndex((step) => typeof step === "number");
  const field = firstIndex === -1 ? path : path.slice(0, firstIndex);
  const around = field.slice(0, -1);
  const canStandIn = String(field.at(-1)) in standIns && isRecord(valueAt(root, around));
  return valueAt(root, field) === undefined && !canStandIn ? around : field;
}

function valueAt(root: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), root);
}

/** A copy with another value in a field; with none, the field is gone. */
function replaced(value: unknown, path: FieldPath, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return replacement;
  }
  if (!isRecord(value)) {
    return value;
  }
  const part = replaced(value[step], rest, replacement);
  const others = Object.entries(value).map(([key, other]) => [key, key === String(step) ? part : other]);
  const entries = String(step) in value ? others : [...others, [step, part]];
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

/** A field that is set to undefined is a field left out. The file's own objects stay as they are. */
function copyWithoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copyWithoutUndefined);
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, copyWithoutUndefined(part)]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
