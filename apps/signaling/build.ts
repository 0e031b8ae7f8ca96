import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { zipArchive } from "../../modules/shared/archive";
import type { RenderedFile } from "../../modules/shared/rendered-file";

/** A package for one cloud. */
interface Target {
  readonly name: string;
  readonly entry: string;
  /** Name of the bundle within the package. */
  readonly bundle: string;
  /** Provided where it runs. */
  readonly external: readonly string[];
  /** Files beside the bundle. */
  readonly beside: readonly { readonly path: string; readonly content: string }[];
}

const here = __dirname;

const targets: readonly Target[] = [
  {
    name: "signaling-azure",
    entry: "src/azure/main.ts",
    bundle: "main.js",
    external: ["@azure/functions-core"],
    beside: [
      { path: "host.json", content: readFileSync(join(here, "host.json"), "utf8") },
      {
        path: "package.json",
        content: `${JSON.stringify({ name: "signaling", version: "0.1.0", main: "main.js" }, null, 2)}\n`,
      },
    ],
  },
  { name: "turn-credentials-lambda", entry: "src/lambda/main.ts", bundle: "index.js", external: [], beside: [] },
];

/** Bundles each target into one file and packs it; the same sources give the same bytes. */
async function main(): Promise<void> {
  for (const target of targets) {
    const files = await bundle(target);
    const folder = join(here, "dist", target.name);
    mkdirSync(folder, { recursive: true });
    for (const file of files) {
      writeFileSync(join(folder, file.path), file.content);
    }
    const { bytes } = zipArchive(files);
    writeFileSync(`${folder}.zip`, bytes);
    const digest = createHash("sha256").update(bytes).digest("hex");
    console.log(`${target.name}.zip  ${Math.round(bytes.length / 1024)} KB  sha256 ${digest}`);
  }
}

async function bundle(target: Target): Promise<readonly RenderedFile[]> {
  const result = await build({
    absWorkingDir: here,
    entryPoints: [target.entry],
    outfile: `dist/${target.bundle}`,
    write: false,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    charset: "utf8",
    legalComments: "linked",
    external: [...target.external],
    logLevel: "warning",
  });
  const built = result.outputFiles.map((file) => ({ path: file.path.split("/").at(-1) ?? "", content: file.text }));
  return [...built, ...target.beside].map((file) => ({ ...file, mode: 0o644 }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
