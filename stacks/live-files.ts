import { join } from "node:path";
import type { Topology } from "../modules/environment";
import { goLiveFiles } from "../modules/nodes/go-live";
import { addFiles } from "../modules/shared/write-files";

/** Directory of an environment's compose files or manifests, below that of the output. */
export function liveDirectory(environment: string): string {
  return join("go-live", environment);
}

/** Writes what needs no cloud beside the Terraform JSON. What a team put there, such as the values of secrets, stays. */
export function writeLiveFiles(outdir: string, topologies: readonly Topology[]): void {
  for (const { environment, goLive } of topologies) {
    if (goLive) {
      addFiles(join(outdir, liveDirectory(environment)), goLiveFiles(goLive));
    }
  }
}
