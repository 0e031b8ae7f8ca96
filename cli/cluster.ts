import { readFileSync } from "node:fs";
import { join } from "node:path";
import { balancerNodeFiles, composeFiles, RenderError, readCluster } from "../modules/nodes";
import { coturnWarning } from "../modules/shared/coturn-versions";
import { writeFiles } from "../modules/shared/write-files";

const usage = "Usage: npm run cluster -- CLUSTER.json DIRECTORY";

/** Renders what a cluster of coturn nodes needs without a cloud: a bundle for nginx, one for HAProxy, compose projects. */
function main([file, directory]: readonly string[]): void {
  if (file === undefined || directory === undefined) {
    throw new Error(usage);
  }
  const read = readCluster(JSON.parse(readFileSync(file, "utf8")));
  if (!read.ok) {
    throw new Error(read.problems.map((problem) => `${file}: ${problem}`).join("\n"));
  }
  const { cluster } = read;
  const warning = coturnWarning(cluster.coturnVersion);
  if (warning !== undefined) {
    console.error(`${file}: ${warning}`);
  }
  const parts = {
    nginx: balancerNodeFiles("nginx", cluster),
    haproxy: balancerNodeFiles("haproxy", cluster),
    ...(cluster.tls === "node" ? {} : { compose: composeFiles(cluster) }),
  };
  for (const [name, files] of Object.entries(parts)) {
    writeFiles(join(directory, name), files);
    console.log(`${join(directory, name)}  ${files.length} files`);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) {
    throw error;
  }
  console.error(error instanceof RenderError ? `${error.message}\nNothing was written.` : error.message);
  process.exitCode = 1;
}
