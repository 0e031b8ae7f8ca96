import { turnPorts, wellKnownPorts } from "../../../shared/ports";
import { azureLimits } from "../../azure-defaults";
import { findVmSize, vmSizeNames } from "../../catalog/azure-skus";
import type { Finding } from "../../problem";
import { suggestion } from "../../schema/nearest";
import { type CompleteAzureTurn, turnSourcePath } from "../../settings/azure-settings";
import { findingIf } from "../check";
import type { AzureCheck } from "./check";

/** Machines of our own can be made, reached and logged in to by nobody but their owner. */
export const checkTurnNodes: AzureCheck = (azure) =>
  azure.turn.flatMap((source, index) =>
    source.kind === "azure" ? nodeFindings(source, turnSourcePath(azure, index)) : [],
  );

function nodeFindings(turn: CompleteAzureTurn, path: string): readonly Finding[] {
  const mostNodes = azureLimits.turnNodes - (turn.certificate === undefined ? 0 : 1);
  return [
    ...findingIf(turn.nodes > mostNodes, () => ({
      path: `${path}.nodes`,
      value: turn.nodes,
      rule: `A prefix holds ${azureLimits.turnNodes} addresses, one of which is the load balancer's where TLS is on.`,
      remedy: `set it to at most ${mostNodes}, or add a region`,
    })),
    ...findingIf(!findVmSize(turn.size), () => ({
      path: `${path}.size`,
      value: turn.size,
      rule: `Not a size whose bandwidth is known. ${suggestion(turn.size, vmSizeNames, "Known are")}`,
      remedy: 'write it as Azure spells it, such as "Standard_D2as_v5"',
    })),
    ...portFindings(turn, path),
    ...findingIf(turn.certificate !== undefined && !/^[0-9A-Za-z-]{1,127}$/.test(turn.certificate), () => ({
      path: `${path}.tls.certificate`,
      value: turn.certificate,
      rule: "A name in Key Vault has up to 127 letters, digits and hyphens.",
      remedy: "write the name of the certificate, without the address of the vault",
    })),
    ...findingIf(!isStrongKey(turn.sshKey), () => ({
      path: `${path}.sshKey`,
      value: `${turn.sshKey.slice(0, 20)}…`,
      rule: "Azure takes public RSA keys of 2,048 bits or more, in the form of OpenSSH.",
      remedy: 'write the content of a .pub file, such as "ssh-rsa AAAAB3… ops": ssh-keygen -t rsa -b 4096',
    })),
  ];
}

function portFindings({ relayPorts, certificate }: CompleteAzureTurn, path: string): readonly Finding[] {
  const { from, to } = relayPorts;
  const taken = turnPorts({ tls: certificate === undefined ? "off" : "node", relay: relayPorts })
    .filter(({ name }) => name !== "relay")
    .flatMap(({ ports }) => (ports.from >= from && ports.from <= to ? [ports.from] : []));
  return [
    ...findingIf(from > to || from < 1024, () => ({
      path: `${path}.relayPorts`,
      value: relayPorts,
      rule: "A relay range runs upwards between 1024 and 65535.",
      remedy: "write { from: 49152, to: 65535 }, or leave it out",
    })),
    ...findingIf(from <= to && from >= 1024 && taken.length > 0, () => ({
      path: `${path}.relayPorts`,
      value: relayPorts,
      rule: `The node itself listens on ${[...new Set(taken)].join(", ")}, within the range.`,
      remedy: `begin above ${Math.max(...taken, wellKnownPorts.health)}`,
    })),
  ];
}

/** Bytes of a public RSA key of 2,048 bits in OpenSSH's encoding: type, exponent and modulus with their lengths. */
const smallestKeyBytes = 277;

function isStrongKey(key: string): boolean {
  const [type = "", body = ""] = key.trim().split(/\s+/);
  return (
    type === "ssh-rsa" &&
    /^AAAAB3NzaC1yc2E[A-Za-z0-9+/]+=*$/.test(body) &&
    Buffer.from(body, "base64").length >= smallestKeyBytes
  );
}
