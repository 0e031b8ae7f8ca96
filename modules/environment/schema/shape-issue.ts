import type * as v from "valibot";
import type { FieldPath } from "./field-path";

/** Something that is wrong with the shape of a value. */
export type ShapeIssue = v.BaseIssue<unknown>;

/** Whether the object has no field of this name. */
export function isUnknownField(issue: ShapeIssue): boolean {
  return issue.type === "strict_object" && issue.expected === "never";
}

/** The field that is meant. */
export function pathOf(issue: ShapeIssue): FieldPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
}
