import { spawn } from "node:child_process";
import { agentAddress } from "./agent-address";
import { az } from "./az";
import { Firewalls } from "./firewalls";

const usage = "Usage: through-firewalls.ts RESOURCE_GROUP... [--fixed=ADDRESS...] -- COMMAND...";

/** Seconds until a vault has heard of a new rule, and between two questions. */
const patience = { seconds: 120, pause: 10 };

/**
 * Runs a command while the vaults and the storage of resource groups let this agent through, and shuts them again. Terraform is
 * told of the address, so that a plan neither removes the rule nor is surprised by it.
 */
async function main(words: readonly string[]): Promise<number> {
  const end = words.indexOf("--");
  const [before, [command, ...rest]] = [words.slice(0, end), words.slice(end + 1)];
  const fixed = before.flatMap((word) => (word.startsWith("--fixed=") ? word.slice("--fixed=".length) : []));
  const groups = before.filter((word) => !word.startsWith("--"));
  if (end < 1 || command === undefined || groups.length === 0) {
    throw new Error(usage);
  }
  const address = await agentAddress();
  const firewalls = new Firewalls(az, groups, address);
  try {
    firewalls.open();
    for (const vault of firewalls.vaultNames) {
      await answers(vault);
    }
    return await run(command, rest, {
      ...process.env,
      TF_VAR_deployer_addresses: JSON.stringify([...new Set([...fixed, address])]),
    });
  } finally {
    for (const error of firewalls.close()) {
      console.error(`${error.message}: the next run removes the rule`);
    }
  }
}

/** Waits until a vault lets this agent through. After that Terraform's own error says more. */
async function answers(vault: string): Promise<void> {
  for (let waited = 0; waited < patience.seconds; waited += patience.pause) {
    try {
      az("keyvault", "secret", "list", "--vault-name", vault, "--maxresults", "1", "--query", "[].name");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, patience.pause * 1000));
    }
  }
}

/** Exit code of a command that shares this terminal. A cancelled run ends the command, not what shuts the doors after it. */
function run(command: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: "inherit", env });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => child.kill(signal));
    }
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
