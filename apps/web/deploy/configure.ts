import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { safeParse } from "valibot";
import { deployment, pageConfigOf, staticWebAppConfig } from "./deployment";

/**
 * Tells a built page where it is published to. Values are outputs of the layer `app`, one `--region` for each:
 * `npm run configure -w apps/web -- --region westeurope,<api_url>,<signalr_uri> --stun stun:turn.example.com:3478`
 */
function main(): void {
  const { values } = parseArgs({
    options: { region: { type: "string", multiple: true }, stun: { type: "string", multiple: true } },
  });
  const regions = (values.region ?? []).map((text) => {
    const [key = "", api = "", signalr = ""] = text.split(",");
    return { key, api, signalr };
  });
  const parsed = safeParse(deployment, { regions, stun: values.stun ?? [] });
  const dist = join(__dirname, "../dist");
  if (!parsed.success) {
    throw new Error("usage: configure --region <key>,<api_url>,<signalr_uri> [--region …] [--stun stun:<host>:<port>]");
  }
  if (!existsSync(dist)) {
    throw new Error("There is no page yet: npm run build -w apps/web");
  }
  const files = {
    "config.json": pageConfigOf(parsed.output),
    "staticwebapp.config.json": staticWebAppConfig(parsed.output),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(dist, name), `${JSON.stringify(content, null, 2)}\n`);
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
