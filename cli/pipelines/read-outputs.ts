import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Loaded, withEnvironments } from "../with-environments";
import { type Outputs, pageTargets, regionTargets, serverUrls } from "./targets";

const targets = { regions: regionTargets, pages: pageTargets, aws: serverUrls };

/** Prints, as one line of JSON, what the next jobs of a pipeline work on: `WEBRTC_ENV=prod read-outputs.ts regions|pages|aws`. */
function print({ topologies }: Loaded, which: string | undefined): void {
  const [topology, another] = topologies;
  if (!topology || another || (which !== "regions" && which !== "pages" && which !== "aws")) {
    throw new Error("Usage: WEBRTC_ENV=<one environment> read-outputs.ts regions|pages|aws");
  }
  const seen = new Map<string, Outputs>();
  console.log(
    JSON.stringify(
      targets[which](topology, (stack) => {
        const outputs = seen.get(stack) ?? stateOutputs(stack);
        seen.set(stack, outputs);
        return outputs;
      }),
    ),
  );
}

/** Outputs in the state of a synthesized stack. A directory with the backend alone needs no provider. */
function stateOutputs(stack: string): Outputs {
  const directory = mkdtempSync(join(tmpdir(), "outputs-"));
  try {
    const { terraform } = JSON.parse(readFileSync(join("cdktf.out/stacks", stack, "cdk.tf.json"), "utf8"));
    writeFileSync(join(directory, "main.tf.json"), JSON.stringify({ terraform: { backend: terraform.backend } }));
    run(directory, "init", "-input=false");
    const outputs: Record<string, { readonly value: unknown }> = JSON.parse(run(directory, "output", "-json"));
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function run(directory: string, ...words: readonly string[]): string {
  const command = process.env["TERRAFORM"] ?? "terraform";
  const { status, stdout, stderr } = spawnSync(command, [`-chdir=${directory}`, ...words, "-no-color"], {
    encoding: "utf8",
  });
  if (status !== 0) {
    throw new Error(`${command} ${words[0]} failed:\n${stderr}`);
  }
  return stdout;
}

withEnvironments({ environments: process.env["WEBRTC_ENV"] }, (loaded) => print(loaded, process.argv[2]));
