import { listEnvironmentFiles } from "./environment-files";
import type { Environment } from "./input/environment";
import { Ledger } from "./ledger";
import type { Problem } from "./problem";
import { resolveTopology } from "./resolve/topology";
import { completeEnvironment } from "./settings/complete-environment";
import type { Topology } from "./topology";

/** Which environments to load. */
export interface Selection {
  /** Directory of the environment files, `*.ts` or `*.js`; the name of a file is the name of its environment. */
  readonly directory: string;
  /** Names, by comma; absent or empty: all. */
  readonly environments?: string | undefined;
  /** Clouds, by comma; absent or empty: all. */
  readonly clouds?: string | undefined;
}

/** Either every environment, resolved and checked, or every problem found in any of them. */
export type LoadedTopologies =
  | { readonly ok: true; readonly topologies: readonly Topology[]; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads, checks and resolves the environments of a directory. Nothing is written and nothing outside the directory is read. */
export function loadTopologies(selection: Selection): LoadedTopologies {
  const { files, problems } = listEnvironmentFiles(selection.directory);
  if (problems.length > 0) {
    return { ok: false, problems };
  }
  const topologies = files.map((file) => {
    const environment = (require(file.absolutePath) as { default: Environment }).default;
    return resolveTopology(completeEnvironment(file.name, environment, new Ledger()), new Ledger());
  });
  return { ok: true, topologies, warnings: [] };
}
