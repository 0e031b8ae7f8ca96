import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { Topology } from "../modules/environment";
import type { PlannedResource } from "../modules/estimate/resources/planned-resource";
import { synthesize } from "../stacks/synthesize";
import { plannedResources } from "./planned-resources";

/** Resources of environments, synthesized as `npm run synth` does, into a directory that is gone afterwards. */
export function synthesizedResources(topologies: readonly Topology[]): readonly PlannedResource[] {
  const outdir = mkdtempSync(join(tmpdir(), "estimate-"));
  try {
    const app = new App({ outdir });
    synthesize(app, topologies);
    return plannedResources(app);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
