import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipArchive } from "../../modules/shared/archive";
import { bundleFunction, type FunctionSource } from "../../modules/shared/function-bundle";

/** A package for one cloud. */
interface Target extends Omit<FunctionSource, "directory"> {
  readonly name: string;
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
function main(): void {
  for (const { name, beside, ...source } of targets) {
    const files = [
      ...bundleFunction({ directory: here, ...source }),
      ...beside.map((file) => ({ ...file, mode: 0o644 })),
    ];
    const folder = join(here, "dist", name);
    mkdirSync(folder, { recursive: true });
    for (const file of files) {
      writeFileSync(join(folder, file.path), file.content);
    }
    const { bytes, sha256 } = zipArchive(files);
    writeFileSync(`${folder}.zip`, bytes);
    console.log(`${name}.zip  ${Math.round(bytes.length / 1024)} KB  sha256 ${sha256}`);
  }
}

main();
