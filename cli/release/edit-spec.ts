/** Steps from the root of a file's value to a field. */
export type FieldPath = readonly string[];

/** `aws.regions["eu-west-1"].zones` as steps. Throws where it is no path. */
export function parsePath(path: string): FieldPath {
  const steps = [...path.matchAll(/(?:^|\.)([A-Za-z_$][\w$]*)|\["([^"]+)"\]/g)];
  if (steps.map(([step]) => step).join("") !== path) {
    throw new Error(`${path} is not the path of a field, such as aws.regions["eu-west-1"].zones`);
  }
  return steps.map(([, name, key]) => name ?? key ?? "");
}

/** A copy with another value in a field; without the field where there is none. */
export function withField(
  spec: Readonly<Record<string, unknown>>,
  [step, ...rest]: FieldPath,
  value: unknown,
): Record<string, unknown> {
  if (step === undefined) {
    throw new Error("a path without a step");
  }
  const inner = spec[step];
  const { [step]: _, ...others } = spec;
  if (rest.length > 0) {
    return { ...others, [step]: withField(isRecord(inner) ? inner : {}, rest, value) };
  }
  return value === undefined ? others : { ...others, [step]: value };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
