import { App } from "cdktf";
import { reportProblems, reportStacks } from "./cli/report";
import { loadTopologies } from "./modules/environment";
import { addStacks } from "./stacks/add-stacks";

/** Reads the environments, turns each into its stacks and writes them as Terraform JSON to cdktf.out. */
function main(): void {
  const loaded = loadTopologies({
    directory: process.env["WEBRTC_ENV_DIR"] ?? `${__dirname}/environments`,
    environments: process.env["WEBRTC_ENV"],
    clouds: process.env["WEBRTC_CLOUD"],
  });
  if (!loaded.ok) {
    reportProblems(loaded.problems);
    process.exitCode = 1;
    return;
  }
  const started = performance.now();
  const app = new App();
  for (const topology of loaded.topologies) {
    addStacks(app, topology);
  }
  app.synth();
  reportStacks(app, { warnings: loaded.warnings, milliseconds: performance.now() - started });
}

main();
