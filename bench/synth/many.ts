import { App } from "cdktf";
import { loadTopologies } from "../../modules/environment";
import { synthesize } from "../../stacks/synthesize";

/** Prints the milliseconds that loading and writing every environment of a directory takes, without the imports above. */
function main(directory: string): void {
  const started = performance.now();
  const loaded = loadTopologies({ directory });
  if (!loaded.ok) {
    throw new Error(loaded.problems.map(({ path, rule }) => `${path} ${rule}`).join("\n"));
  }
  const app = new App();
  synthesize(app, loaded.topologies);
  console.log(JSON.stringify({ milliseconds: performance.now() - started, stacks: app.node.children.length }));
}

main(process.argv[2] ?? "");
