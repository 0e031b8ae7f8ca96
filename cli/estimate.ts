import { parseArgs } from "node:util";
import { loadTopologies, type Problem } from "../modules/environment";
import { estimateEnvironment } from "../modules/estimate/estimate";
import { readUsage } from "../modules/estimate/read-usage";
import { estimateAsJson } from "./estimate-json";
import { formatEstimate } from "./format-estimate";
import { paintIf, showsColours } from "./paint";
import { reportProblems } from "./report-problems";

/** Prints what environments promise and cost: `npm run estimate -- prod [--json] [--usage calls=20000,minutes=30]`. */
async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2));
  const usage = readUsage(line.usage);
  const loaded = loadTopologies({
    directory: process.env["WEBRTC_ENV_DIR"] ?? `${__dirname}/../environments`,
    environments: line.environments.join(","),
    clouds: process.env["WEBRTC_CLOUD"],
  });
  if (line.problems.length > 0 || !usage.ok || !loaded.ok) {
    const problems = [...line.problems, ...(usage.ok ? [] : usage.problems), ...(loaded.ok ? [] : loaded.problems)];
    reportProblems(problems, loaded.warnings, line.json);
    return;
  }
  // The bindings of the providers take longer to load than a mistake in the command should.
  const { synthesizedResources } = await import("./synthesized-resources");
  const resources = synthesizedResources(loaded.topologies);
  const estimates = loaded.topologies.map((topology) => estimateEnvironment(topology, resources, usage.usage));
  if (line.json) {
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

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
