import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getDotPath, safeParse } from "valibot";
import { deployment, pageConfigOf, staticWebAppConfig } from "./deployment";

const usage = `usage: configure <directory of the built page> '[{"key": "westeurope", "api": "<api_url>", "signalr": "<signalr_uri>"}]'`;

/** Tells a built page where it is published to; see `Deployment` for what the JSON may hold. */
function main([directory, regions]: readonly string[]): void {
  if (directory === undefined || regions === undefined) {
    throw new Error(usage);
  }
  if (!existsSync(join(directory, "index.html"))) {
    throw new Error(`${directory} holds no page yet: npm run build -w apps/web`);
  }
  const parsed = safeParse(deployment, JSON.parse(regions));
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => `${getDotPath(issue) ?? "regions"}: ${issue.message}`);
    throw new Error([usage, ...problems].join("\n"));
  }
  const files = {
    "config.json": pageConfigOf(parsed.output),
    "staticwebapp.config.json": staticWebAppConfig(parsed.output),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), `${JSON.stringify(content, null, 2)}\n`);
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
