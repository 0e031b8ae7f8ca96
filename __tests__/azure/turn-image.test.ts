import type { Environment } from "../../modules/environment";
import { findVmSize, vmSizeNames } from "../../modules/environment/catalog/azure-skus";
import { judgeEnvironment } from "../../modules/environment/judge";
import { Ledger } from "../../modules/environment/ledger";
import { resolveTopology } from "../../modules/environment/resolve/topology";
import dev from "../fixtures/example-environments/dev";
import { block } from "../helpers/azure-stacks";
import { synthesize } from "../helpers/synth-environments";

/** SKU of Ubuntu 24.04 in Canonical's offer, by what the machine's processor is. */
const skus = { x86_64: "server", arm64: "server-arm64" };

const sshKey = `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${"D".repeat(342)} tests`;

function imageOf(size: string): unknown {
  const content = {
    domain: dev.domain,
    costCenter: dev.costCenter,
    azure: { topology: "serverless", tier: "standard", regions: ["westeurope"], turn: { kind: "azure", sshKey, size } },
  } satisfies Environment;
  const { environment, findings } = judgeEnvironment("test", content, []);
  if (!environment || findings.some(({ warning }) => !warning)) {
    throw new Error(JSON.stringify(findings));
  }
  const machines = synthesize([resolveTopology(environment, new Ledger())]).flatMap(({ resources }) =>
    resources.filter(({ type }) => type === "azurerm_linux_virtual_machine"),
  );
  return block(machines[0]?.arguments["source_image_reference"])["sku"];
}

it.each(vmSizeNames)("boots %s from an image for its processor", (size) => {
  const architecture = findVmSize(size)?.architecture ?? "x86_64";
  expect(imageOf(size)).toBe(skus[architecture]);
});
