import type { MediaFleetPlan } from "../environment/topology";
import { wellKnownPorts } from "../shared/ports";
import type { RenderedFile } from "../shared/rendered-file";
import { bundle, type RolePart } from "./bundle";
import { janusConf } from "./janus/janus-conf";
import type { NodeContext } from "./node-context";
import { commonParts, dropIns } from "./node-parts";
import { keptFromPlatform, packetFilter } from "./system/packet-filter";
import { sysctlConf } from "./system/sysctl";
import { fillTemplate } from "./template";

/** Bundle of a media node; see `bundle`. */
export function mediaNodeFiles(plan: MediaFleetPlan, _context: NodeContext): readonly RenderedFile[] {
  return bundle([...commonParts([sysctlConf(plan.rtp), mediaPacketFilter(plan)]), enginePart(plan)]);
}

function enginePart(plan: MediaFleetPlan): RolePart {
  switch (plan.engine.kind) {
    case "janus":
      return {
        role: "janus",
        packages: ["janus"],
        files: [
          ...janusConf("etc/webrtc/templates/janus", {
            eventLoops: plan.engine.eventLoops,
            rtp: plan.rtp,
            architecture: plan.instanceType.architecture,
          }),
          ...dropIns("janus.service.d"),
          // The package runs Janus as root.
          { path: "usr/lib/sysusers.d/janus.conf", mode: 0o644, content: 'u janus - "Janus"\n' },
        ],
        enable: [],
        disable: [{ unit: "/lib/systemd/system/janus.service", wantedBy: "multi-user.target" }],
      };
    case "mediasoup":
      return {
        role: "mediasoup",
        packages: ["nodejs"],
        files: [
          {
            path: "etc/webrtc/templates/mediasoup.env",
            mode: 0o644,
            content: fillTemplate("mediasoup/mediasoup.env", {
              rtp_from: plan.rtp.from,
              rtp_to: plan.rtp.to,
              api_port: wellKnownPorts.mediasoupApi,
              admin_port: wellKnownPorts.mediasoupAdmin,
            }),
          },
          {
            path: "etc/systemd/system/mediasoup.service",
            mode: 0o644,
            content: fillTemplate("mediasoup/mediasoup.service", { sha256: plan.engine.bundleSha256 }),
          },
          {
            path: "usr/lib/sysusers.d/mediasoup.conf",
            mode: 0o644,
            content: 'u mediasoup - "mediasoup application"\n',
          },
        ],
        enable: [],
        disable: [],
        variables: { mediasoup_bundle_key: plan.engine.bundleKey, mediasoup_bundle_sha256: plan.engine.bundleSha256 },
      };
  }
}

function mediaPacketFilter(plan: MediaFleetPlan): RenderedFile {
  switch (plan.engine.kind) {
    case "janus":
      return packetFilter({
        user: "janus",
        media: plan.rtp,
        hairpin: false,
        // Janus forwards to addresses that its API names; metadata would hand out the node's credentials.
        output: keptFromPlatform("janus"),
        input: [],
      });
    case "mediasoup":
      return packetFilter({ user: "mediasoup", media: plan.rtp, hairpin: false, output: [], input: [] });
  }
}
