import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { lintConfig, namedVersion } from "../modules/nodes/lint";
import { coturnWarning } from "../modules/shared/coturn-versions";

const usage = "Usage: npm run lint:config -- FILE... [--coturn VERSION] [--no-files]";

/** Checks files of coturn, Janus and Kubernetes, which start on any nonsense themselves. Exit 1 with the list of what is wrong. */
function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { coturn: { type: "string" }, "no-files": { type: "boolean", default: false } },
  });
  if (positionals.length === 0) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const version = values.coturn === undefined ? {} : { coturnVersion: values.coturn };
  for (const path of positionals) {
    const text = readFileSync(path, "utf8");
    const warning = coturnWarning(values.coturn ?? namedVersion(text) ?? "");
    if (warning !== undefined) {
      console.error(`${path}: ${warning}`);
    }
    const findings = lintConfig({ path, text, files: !values["no-files"], ...version });
    for (const { line, message } of findings) {
      console.error(line === 0 ? `${path}: ${message}` : `${path}:${line}: ${message}`);
    }
    if (findings.length > 0) {
      process.exitCode = 1;
    }
  }
}

try {
  main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
