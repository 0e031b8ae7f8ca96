import type { TurnFleetPlan } from "../environment/topology";
import { distributionCoturn } from "../shared/coturn-versions";
import { wellKnownPorts } from "../shared/ports";
import type { RenderedFile } from "../shared/rendered-file";
import { bundle } from "./bundle";
import { acmePart } from "./coturn/acme-part";
import { turnserverConf } from "./coturn/turnserver-conf";
import type { NodeContext } from "./node-context";
import { commonParts, dropIns } from "./node-parts";
import { packetFilter } from "./system/packet-filter";
import { sysctlConf } from "./system/sysctl";

/** Bundle of a TURN node; see `bundle`. */
export function turnNodeFiles(plan: TurnFleetPlan, context: NodeContext): readonly RenderedFile[] {
  const acme = acmePart(plan.tls, context);
  return bundle([
    ...commonParts([sysctlConf(plan.relay), turnPacketFilter(plan)]),
    {
      role: "turn",
      packages: acme.packages,
      files: [
        turnserverConf("etc/webrtc/templates/turnserver.conf", plan),
        ...dropIns("coturn.service.d"),
        ...acme.files,
      ],
      enable: acme.enable,
      disable: [{ unit: "/lib/systemd/system/coturn.service", wantedBy: "multi-user.target" }, ...acme.disable],
      variables: {
        turn_version: plan.coturnVersion,
        turn_from_distribution: plan.coturnVersion === distributionCoturn,
      },
    },
  ]);
}

/** Packet filter of a TURN node. */
export function turnPacketFilter(plan: Pick<TurnFleetPlan, "relay" | "tls">): RenderedFile {
  return packetFilter({
    user: "turnserver",
    media: plan.relay,
    hairpin: true,
    // coturn answers; without TCP relaying it opens no connection of its own.
    output: ["tcp flags & (syn | ack) == syn meta skuid turnserver counter drop"],
    // An auxiliary listener of coturn takes UDP as well, which nothing but TLS is meant for.
    input: plan.tls.mode === "node" ? [`udp dport ${wellKnownPorts.turnTlsPublic} counter drop`] : [],
  });
}
