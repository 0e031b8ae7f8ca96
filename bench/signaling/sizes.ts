import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Figure, percentile } from "../figures";

const apps = join(__dirname, "../../apps");

/** Sizes of what is published, and the time that a new instance needs before its first request. */
export function sizeFigures(): readonly Figure[] {
  const signaling = join(apps, "signaling");
  const node = (options: readonly string[]): string =>
    execFileSync(process.execPath, [...options], {
      cwd: signaling,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  node(["-r", "tsx/cjs", "build.ts"]);
  const program = `
    const start = performance.now();
    require("./dist/signaling-azure/main.js");
    console.log(performance.now() - start);`;
  const imports = Array.from({ length: 10 }, () => Number(node(["-e", program]).trim().split("\n").at(-1)));
  const page = join(apps, "web/dist");
  const files = readdirSync(page, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(html|js|css|svg)$/.test(file),
  );
  const sent = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(page, file)), { level: 9 }).length, 0);
  return [
    {
      what: "package of the functions, MB",
      value: statSync(join(signaling, "dist/signaling-azure.zip")).size / 1e6,
      limit: 3,
    },
    {
      what: `cold import of the functions, median of ${imports.length}, ms`,
      value: percentile(imports, 0.5),
      limit: 250,
    },
    { what: "both pages with scripts and styles, compressed, KB", value: sent / 1000, limit: 60 },
  ];
}
