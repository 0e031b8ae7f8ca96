import { readFileSync } from "node:fs";
import * as v from "valibot";
import { lookAtApi, lookAtOrigins } from "./smoke/api";
import type { Finding } from "./smoke/finding";
import { lookAtPage } from "./smoke/page";
import { lookAtServers } from "./smoke/servers";

const usage = "Usage: npm run smoke -- api API_URL SIGNALR_URI PAGE_ORIGIN | page URL | servers FILE.json";

/** Looks at what was deployed, as its users would, and fails if anything is not as it should be. */
async function main(words: readonly string[]): Promise<void> {
  const findings = await look(words);
  for (const { what, wrong } of findings) {
    console.log(wrong === undefined ? `ok      ${what}` : `WRONG   ${what}: ${wrong}`);
  }
  if (findings.length === 0 || findings.some(({ wrong }) => wrong !== undefined)) {
    throw new Error(findings.length === 0 ? "There was nothing to look at." : "Something is not as it should be.");
  }
}

async function look([kind, first, second, third]: readonly string[]): Promise<readonly Finding[]> {
  if (kind === "api" && first && second && third) {
    const place = { api: first, signalr: second, origin: third };
    return [...(await lookAtApi(place)), await lookAtOrigins(place)];
  }
  if (kind === "page" && first) {
    return lookAtPage(first);
  }
  if (kind === "servers" && first) {
    return lookAtServers(v.parse(v.array(v.string()), JSON.parse(readFileSync(first, "utf8"))));
  }
  throw new Error(usage);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
