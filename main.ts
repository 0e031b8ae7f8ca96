import { App } from "cdktf";
import { reportStacks } from "./cli/report";
import { withEnvironments } from "./cli/with-environments";
import { synthesize } from "./stacks/synthesize";

/** Reads the environments, turns each into its stacks and writes them as Terraform JSON to cdktf.out. */
function main(): void {
  const json = process.argv.includes("--json");
  withEnvironments({ environments: process.env["WEBRTC_ENV"], clouds: process.env["WEBRTC_CLOUD"], json }, (loaded) => {
    const app = new App();
    synthesize(app, loaded.topologies);
    reportStacks(app, { ...loaded, milliseconds: performance.now() }, json);
  });
}

main();
