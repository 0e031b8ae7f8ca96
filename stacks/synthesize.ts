import type { App } from "cdktf";
import type { Topology } from "../modules/environment";
import { withoutCreationTraces } from "../modules/shared/creation-traces";
import { addStacks } from "./add-stacks";
import { writeLiveFiles } from "./live-files";

/** Adds the stacks of every environment to `app` and writes them to its directory as Terraform JSON, and files that need no cloud beside. */
export function synthesize(app: App, topologies: readonly Topology[]): void {
  withoutCreationTraces(() => {
    for (const topology of topologies) {
      addStacks(app, topology);
    }
    app.synth();
  });
  writeLiveFiles(app.outdir, topologies);
}
