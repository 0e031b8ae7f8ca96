import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { synthesize } from "../stacks/synthesize";
import { typeErrors } from "./check-environment/type-errors";
import { reportWarnings } from "./report-problems";
import { environmentDirectory, type Loaded, withEnvironments } from "./with-environments";

/**
 * Checks environments as a pipeline has to before it deploys them: types, rules and a synthesis that is thrown away. `npm run
 * check:environment -- prod`; without a name those of WEBRTC_ENV, or all.
 */
function main(words: readonly string[]): void {
  const environments = words.length > 0 ? words.join(",") : process.env["WEBRTC_ENV"];
  withEnvironments({ environments, problems: typeErrors(environmentDirectory(), environments) }, check);
}

function check({ topologies, warnings }: Loaded): void {
  reportWarnings(warnings);
  const outdir = mkdtempSync(join(tmpdir(), "check-environment-"));
  try {
    const app = new App({ outdir });
    synthesize(app, topologies);
    console.log(
      `${topologies.map(({ environment }) => environment).join(", ")}: nothing is wrong; ${app.node.children.length} stacks`,
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));
