import { type EnvironmentFile, listEnvironmentFiles } from "./environment-files";
import { type Judgement, judgeEnvironment } from "./judge";
import { Ledger, type Origin } from "./ledger";
import type { Finding, Problem } from "./problem";
import { readEnvironmentFile } from "./read-file";
import { resolveTopology } from "./resolve/topology";
import { clouds as knownClouds, type Selection, selectClouds, selectFiles } from "./selection";
import { showValue } from "./show-value";
import type { Topology } from "./topology";

/** Either every environment, resolved and checked, or every problem found in any of them. */
export type LoadedTopologies =
  | {
      readonly ok: true;
      readonly topologies: readonly Topology[];
      readonly warnings: readonly Problem[];
      /** Where each value came from, by the name of the environment. */
      readonly origins: ReadonlyMap<string, readonly Origin[]>;
    }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Reads, checks and resolves the environments of a directory. Nothing is written and nothing outside the directory is read. */
export function loadTopologies(selection: Selection): LoadedTopologies {
  const listed = listEnvironmentFiles(selection.directory);
  if (listed.files.length === 0) {
    return { ok: false, problems: listed.problems, warnings: [] };
  }
  const files = selectFiles(listed.files, selection.environments);
  const clouds = selectClouds(selection.clouds);
  const judged: JudgedFile[] = [];
  for (const file of files.chosen) {
    judged.push(judgeFile(file, judged));
  }
  const findings = judged.flatMap(({ file, findings: found }) => found.map((finding) => ({ file, finding })));
  // Nobody waits for advice on a part that is left out; what is wrong there is still wrong.
  const leftOut = knownClouds.filter((cloud) => !clouds.chosen.includes(cloud));
  const warnings = findings
    .filter(({ finding }) => finding.warning && !leftOut.some((cloud) => isBelow(cloud, finding.path)))
    .map(toProblem);
  const problems = [
    ...listed.problems,
    ...files.problems,
    ...clouds.problems,
    ...findings.filter(({ finding }) => !finding.warning).map(toProblem),
  ];
  if (problems.length > 0) {
    return { ok: false, problems, warnings };
  }
  const resolved = judged.flatMap(({ environment, ledger }) =>
    environment ? { topology: resolveTopology(environment, ledger, clouds.chosen), ledger } : [],
  );
  return {
    ok: true,
    topologies: resolved.map(({ topology }) => topology),
    warnings,
    origins: new Map(resolved.map(({ topology, ledger }) => [topology.environment, ledger.origins])),
  };
}

/** Whether a field's path is that of a part or of something in it. */
function isBelow(part: string, path: string): boolean {
  return path === part || path.startsWith(`${part}.`);
}

interface JudgedFile extends Judgement {
  readonly file: EnvironmentFile;
}

function judgeFile(file: EnvironmentFile, earlier: readonly JudgedFile[]): JudgedFile {
  const content = readEnvironmentFile(file);
  if (!content.ok) {
    const { ok: _, ...found } = content;
    return { file, findings: [{ path: "", ...found }], ledger: new Ledger() };
  }
  const others = earlier.flatMap(({ environment }) => environment ?? []);
  return { file, ...judgeEnvironment(file.name, content.value, others) };
}

function toProblem({ file, finding }: { readonly file: EnvironmentFile; readonly finding: Finding }): Problem {
  const value = showValue(finding.value);
  return {
    file: file.shownPath,
    path: finding.path,
    ...(finding.position && { position: finding.position }),
    ...(value !== undefined && { value }),
    rule: finding.rule,
    ...(finding.remedy !== undefined && { remedy: finding.remedy }),
  };
}
