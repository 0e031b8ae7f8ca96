import { findInstanceType, instanceTypeNames } from "../catalog/instance-types";
import type { Finding } from "../problem";
import { nearest } from "../schema/nearest";

/** The type is one that the project can compute with. */
export function instanceTypeFindings(path: string, name: string): readonly Finding[] {
  if (findInstanceType(name)) {
    return [];
  }
  const family = name.split(".")[0];
  const sizes = instanceTypeNames.filter((known) => known.startsWith(`${family}.`));
  const meant = nearest(name, sizes.length > 0 ? sizes : instanceTypeNames);
  return [
    {
      path,
      value: name,
      rule: `Unknown instance type.${meant ? ` Did you mean "${meant}"?` : ""}`,
      remedy:
        sizes.length > 0
          ? `choose one of ${sizes.join(", ")}`
          : "choose one of modules/environment/catalog/instance-types.ts, or add its family there",
    },
  ];
}
