import { findInstanceType, instanceTypeNames } from "../../catalog/instance-types";
import { nearest } from "../../schema/nearest";
import { fleetsOf, type TurnJanusCheck } from "./check";

/** The type is one that the project can compute with. */
export const checkInstanceTypes: TurnJanusCheck = (aws) =>
  fleetsOf(aws)
    .filter(({ fleet }) => !findInstanceType(fleet.instanceType))
    .map(({ path, fleet }) => {
      const family = fleet.instanceType.split(".")[0];
      const sizes = instanceTypeNames.filter((name) => name.startsWith(`${family}.`));
      const meant = nearest(fleet.instanceType, sizes.length > 0 ? sizes : instanceTypeNames);
      return {
        path: `${path}.instanceType`,
        value: fleet.instanceType,
        rule: `Unknown instance type.${meant ? ` Did you mean "${meant}"?` : ""}`,
        remedy:
          sizes.length > 0
            ? `choose one of ${sizes.join(", ")}`
            : "choose one of modules/environment/catalog/instance-types.ts, or add its family there",
      };
    });
