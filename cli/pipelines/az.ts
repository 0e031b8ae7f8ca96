import { spawnSync } from "node:child_process";

/** The Azure CLI, logged in by the pipeline. */
export type Az = (...words: readonly string[]) => unknown;

/** Runs the Azure CLI and gives what it prints as JSON; undefined: nothing. What it complains of goes to standard error. */
export const az: Az = (...words) => {
  const { status, stdout, error } = spawnSync("az", [...words, "--only-show-errors", "--output", "json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error) {
    throw new Error("az is not installed: https://learn.microsoft.com/cli/azure/install-azure-cli");
  }
  if (status !== 0) {
    throw new Error(`az ${words.slice(0, 3).join(" ")} failed (exit ${status})`);
  }
  return stdout.trim() === "" ? undefined : JSON.parse(stdout);
};
