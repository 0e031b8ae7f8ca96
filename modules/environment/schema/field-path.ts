/** Steps from the root of an environment to a field. */
export type FieldPath = readonly (string | number)[];

/** `aws.regions["eu-west-1"].zones[0]`. */
export function showPath(path: FieldPath): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") {
        return `[${step}]`;
      }
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) {
        return `[${JSON.stringify(step)}]`;
      }
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Whether a shown path is that of another field or lies within it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
