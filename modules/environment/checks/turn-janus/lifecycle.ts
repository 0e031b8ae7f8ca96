import { drainFindings } from "../drain-bounds";
import { fleetsOf, type TurnJanusCheck } from "./check";

/** A leaving node stays within the bounds of a lifecycle hook. */
export const checkLifecycle: TurnJanusCheck = (aws) =>
  fleetsOf(aws).flatMap(({ path, fleet }) => drainFindings(path, fleet));
