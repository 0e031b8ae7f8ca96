import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Builds the page as it is published. */
export default function buildPage(): void {
  execFileSync(
    process.execPath,
    [join(require.resolve("vite/package.json"), "../bin/vite.js"), "build", "--logLevel", "warn"],
    {
      cwd: join(__dirname, "../../../apps/web"),
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
}
