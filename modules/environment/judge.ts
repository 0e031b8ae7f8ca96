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

/**
 * Judges the value of a file by its shape, then by what contradicts itself or an environment that was judged before. Where a field
 * is wrong in itself, the rest is judged with one value in its place and with another: what only one of them leads to follows from
 * the field, and is no problem of its own.
 */
export function judgeEnvironment(name: string, value: unknown, earlier: readonly CompleteEnvironment[]): Judgement {
  const ledger = new Ledger();
  const { findings, environment: spec, replaced } = readShape(value);
  if (!spec) {
    return { findings, ledger };
  }
  const environment = completeEnvironment(name, spec, ledger);
  const contradictions = findAll(environment, earlier);
  if (replaced.length === 0) {
    return { findings: [...findings, ...contradictions], environment, ledger };
  }
  const other = readShape(value, 1).environment;
  const others = other ? findAll(completeEnvironment(name, other, new Ledger()), earlier) : [];
  const own = contradictions.filter(
    (finding) =>
      !replaced.some((field) => isWithin(finding.path, field) || isWithin(field, finding.path)) &&
      others.some(
        ({ path, rule, remedy }) => path === finding.path && rule === finding.rule && remedy === finding.remedy,
      ),
  );
  return { findings: [...findings, ...own], environment, ledger };
}

function findAll(environment: CompleteEnvironment, earlier: readonly CompleteEnvironment[]): readonly Finding[] {
  return [...findContradictions(environment), ...findClashes(environment, earlier)];
}
