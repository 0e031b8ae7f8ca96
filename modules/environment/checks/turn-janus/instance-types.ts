import { instanceTypeFindings } from "../instance-type";
import { fleetsOf, type TurnJanusCheck } from "./check";

/** The types are ones that the project can compute with. */
export const checkInstanceTypes: TurnJanusCheck = (aws) =>
  fleetsOf(aws).flatMap(({ path, fleet }) => instanceTypeFindings(`${path}.instanceType`, fleet.instanceType));
