import { parse } from "yaml";
import type { GoLiveComposePlan } from "../../environment/topology/go-live";
import { containerCoturn } from "../../shared/coturn-versions";
import { wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { coturnHelpers, coturnNode } from "../balancer/compose-files";
import type { ComposeService } from "./compose-services";

/** What coturn may do on one machine: as a small node of the TURN fleet. */
const limits = {
  allocationsPerUser: 12,
  allocationsPerNode: 300,
  bytesPerSecondPerAllocation: 375_000,
  bytesPerSecondPerNode: 60_000_000,
} as const;

const directory = "coturn";

/** coturn with its health service, from the templates of the TURN fleet, in the profile `relay`; nothing where there is none. */
export function relayPart(coturn: GoLiveComposePlan["coturn"]): {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, object>>;
  readonly files: readonly RenderedFile[];
} {
  if (!coturn) {
    return { services: {}, volumes: {}, files: [] };
  }
  const { publicAddress, realm } = coturn;
  const node = {
    name: directory,
    privateAddress: publicAddress,
    publicAddress,
    port: wellKnownPorts.turn,
    healthPort: wellKnownPorts.health,
    relay: { from: 49_152, to: 65_535 },
  };
  const rendered = coturnNode(
    { realm, tls: "off", coturnVersion: containerCoturn, limits },
    node,
    wellKnownPorts.coturnMetrics,
  );
  const project = rendered.find(({ path }) => path === `${directory}/compose.yaml`);
  const parsed: { readonly services: Record<string, ComposeService>; readonly volumes: Record<string, object> } = parse(
    project?.content ?? "",
  );
  return {
    services: Object.fromEntries(
      Object.entries(parsed.services).map(([name, service]) => [
        name,
        { ...service, profiles: ["relay"], volumes: (service.volumes ?? []).map(fromAbove) },
      ]),
    ),
    volumes: parsed.volumes,
    files: [...rendered.filter((file) => file !== project), ...coturnHelpers()],
  };
}

/** The project lies in a directory; here its paths begin one above. */
function fromAbove(volume: string): string {
  return volume.startsWith("../") ? volume.slice(1) : volume.replace(/^\.\//, `./${directory}/`);
}
