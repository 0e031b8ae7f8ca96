import { parseArgs } from "node:util";
import type { Problem } from "../modules/environment";
import { estimateEnvironment } from "../modules/estimate/estimate";
import { readUsage } from "../modules/estimate/read-usage";
import { assumedUsage, type Usage } from "../modules/estimate/usage";
import { estimateAsJson } from "./estimate-json";
import { formatEstimate } from "./format-estimate";
import { paintIf, showsColours } from "./paint";
import { type Loaded, withEnvironments } from "./with-environments";

/** Prints what environments promise and cost: `npm run estimate -- prod [--json] [--usage calls=20000,minutes=30]`. */
function main(): void {
  const { json, ...line } = readCommandLine(process.argv.slice(2));
  const read = readUsage(line.usage);
  withEnvironments(
    {
      environments: line.environments.join(","),
      clouds: process.env["WEBRTC_CLOUD"],
      json,
      problems: [...line.problems, ...(read.ok ? [] : read.problems)],
    },
    (loaded) => print(loaded, read.ok ? read.usage : assumedUsage, json),
  );
}

async function print(loaded: Loaded, usage: Usage, json: boolean): Promise<void> {
  // The bindings of the providers take longer to load than a mistake in the command should.
  const { synthesizedResources } = await import("./synthesized-resources");
  const resources = synthesizedResources(loaded.topologies);
  const estimates = loaded.topologies.map((topology) => estimateEnvironment(topology, resources, usage));
  if (json) {
    console.log(JSON.stringify(estimates.map(estimateAsJson), null, 2));
    return;
  }
  const paint = paintIf(showsColours(process.stdout));
  console.log(estimates.map((estimate) => formatEstimate(estimate, paint)).join("\n\n"));
}

interface CommandLine {
  readonly environments: readonly string[];
  readonly json: boolean;
  readonly usage: string;
  readonly problems: readonly Problem[];
}

function readCommandLine(words: readonly string[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...words],
    options: { json: { type: "boolean" }, usage: { type: "string" } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const options = tokens.flatMap((token) => (token.kind === "option" ? token : []));
  const usage = options.flatMap(({ name, value }) => (name === "usage" ? (value ?? "") : []));
  return {
    environments: tokens.flatMap((token) => (token.kind === "positional" ? token.value : [])),
    json: options.some(({ name }) => name === "json"),
    usage: usage.join(","),
    problems: [
      ...options
        .filter(({ name }) => name !== "json" && name !== "usage")
        .map(({ rawName }) => ({
          file: "command line",
          path: rawName,
          rule: "There is no such option.",
          remedy: "options are --json and --usage calls=20000,minutes=30",
        })),
      ...options
        .filter(({ name, value }) => name === "usage" && !value)
        .map(({ rawName }) => ({
          file: "command line",
          path: rawName,
          rule: "It takes figures.",
          remedy: "write --usage calls=20000,minutes=30",
        })),
    ],
  };
}

main();
