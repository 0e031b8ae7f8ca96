import { findContradictions } from "./checks";
import { findClashes } from "./checks/across-environments";
import { Ledger } from "./ledger";
import type { Finding } from "./problem";
import { isWithin } from "./schema/field-path";
import { readShape } from "./schema/read-shape";
import { completeEnvironment } from "./settings/complete-environment";
import type { CompleteEnvironment } from "./settings/settings";

/** What a file's value turns out to be. */
export interface Judgement {
  /** Everything that is wrong or risky. */
  readonly findings: readonly Finding[];
  /** The environment with every default; absent where too little of it is right. */
  readonly environment?: CompleteEnvironment;
  readonly ledger: Ledger;
}

/** Judges the value of a file by its shape, then by what contradicts itself or an environment that was judged before. */
export function judgeEnvironment(name: string, value: unknown, earlier: readonly CompleteEnvironment[]): Judgement {
  const ledger = new Ledger();
  const shape = readShape(value);
  if (!shape.environment) {
    return { findings: shape.findings, ledger };
  }
  const environment = completeEnvironment(name, shape.environment, ledger);
  const contradictions = [...findContradictions(environment), ...findClashes(environment, earlier)];
  // What stands on a field that was left out, or around it, was not judged as it is in the file.
  const known = contradictions.filter(
    ({ path }) => !shape.omitted.some((field) => isWithin(path, field) || isWithin(field, path)),
  );
  return { findings: [...shape.findings, ...known], environment, ledger };
}
