import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Outcome, project, run, workspace } from "./programs";

/** An Azure CLI that knows one vault and remembers what it was told. */
const az = `#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
"keyvault list"*) echo '[{"name": "vault"}]' ;;
"keyvault show"*) echo '[]' ;;
"storage account list"*) echo '[]' ;;
esac
`;

function through(
  command: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Outcome & { calls: string } {
  const directory = workspace();
  const calls = join(directory, "calls");
  writeFileSync(join(directory, "az"), az);
  chmodSync(join(directory, "az"), 0o755);
  const outcome = run(
    "npx",
    ["tsx", join(project, "cli/pipelines/through-firewalls.ts"), "group", "--fixed=203.0.113.9", "--", ...command],
    {
      environment: {
        PATH: `${directory}:${process.env["PATH"]}`,
        CALLS: calls,
        AGENT_ADDRESS: "52.1.2.3",
        ...variables,
      },
    },
  );
  return { ...outcome, calls: readFileSync(calls, "utf8") };
}

it("opens the vault while a command runs, and tells Terraform of the addresses", () => {
  const { code, output, calls } = through(["sh", "-c", 'echo "$TF_VAR_deployer_addresses"; echo ran >> "$CALLS"']);
  expect({ code, said: output.includes('["203.0.113.9","52.1.2.3"]') }).toEqual({ code: 0, said: true });
  const order = ["network-rule add --name vault", "ran", "network-rule remove --name vault"].map((line) =>
    calls.indexOf(line),
  );
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(Math.min(...order)).toBeGreaterThan(0);
});

it("shuts it again when the command fails, and fails as it did", () => {
  const { code, calls } = through(["sh", "-c", "exit 3"]);
  expect(code).toBe(3);
  expect(calls).toContain("network-rule remove --name vault --resource-group group --ip-address 52.1.2.3/32");
});
