import { App } from "cdktf";
import { reportStacks } from "./cli/report";
import { reportProblems } from "./cli/report-problems";
import { loadTopologies } from "./modules/environment";
import { synthesize } from "./stacks/synthesize";

/** Reads the environments, turns each into its stacks and writes them as Terraform JSON to cdktf.out. */
function main(): void {
  const json = process.argv.includes("--json");
  const loaded = loadTopologies({
    directory: process.env["WEBRTC_ENV_DIR"] ?? `${__dirname}/environments`,
    environments: process.env["WEBRTC_ENV"],
    clouds: process.env["WEBRTC_CLOUD"],
  });
  if (!loaded.ok) {
    reportProblems(loaded.problems, loaded.warnings, json);
    return;
  }
  const app = new App();
  synthesize(app, loaded.topologies);
  reportStacks(app, { ...loaded, milliseconds: performance.now() }, json);
}

main();
