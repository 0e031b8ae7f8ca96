import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PageConfig } from "../../apps/web/src/page-config";

/** The page, which follows every change of its sources. */
export interface WorkingPage {
  readonly url: string;
  /** Resolves when its server has ended. */
  readonly ended: Promise<unknown>;
  stop(): void;
}

/** Starts Vite's development server. Its page comes without the headers of a published one: it swaps code in place. */
export async function servePageWhileWorking(port: number, config: PageConfig): Promise<WorkingPage> {
  const vite = join(dirname(require.resolve("vite/package.json")), "bin/vite.js");
  const options = ["--host", "127.0.0.1", "--port", String(port), "--strictPort", "--logLevel", "warn"];
  const child = spawn(process.execPath, [vite, ...options], {
    cwd: join(__dirname, "../../apps/web"),
    env: { ...process.env, PAGE_CONFIG: JSON.stringify(config) },
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.once("exit", () => void child.kill());
  const page = {
    url: `http://127.0.0.1:${port}`,
    ended: new Promise((resolve) => child.once("exit", resolve)),
    stop: () => void child.kill(),
  };
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const there = await fetch(page.url).catch(() => undefined);
    if (there?.ok === true) {
      return page;
    }
    await setTimeout(100);
  }
  throw new Error("the server of the page did not start");
}
