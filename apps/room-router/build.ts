import { join } from "node:path";
import { build } from "esbuild";

/** Bundles the router into one file, which needs nothing but Node. */
async function main(): Promise<void> {
  await build({
    absWorkingDir: __dirname,
    entryPoints: ["src/main.ts"],
    outfile: join(__dirname, "dist/room-router.js"),
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    charset: "utf8",
    legalComments: "linked",
    logLevel: "warning",
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
