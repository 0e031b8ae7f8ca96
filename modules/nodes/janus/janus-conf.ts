import type { MediaFleetPlan } from "../../environment/topology";
import { wellKnownPorts } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { RenderError } from "../render-error";
import { fillTemplate } from "../template";

/** Version that Debian 12 and Ubuntu 24.04 carry; the options are those that it reads. */
export const janusVersion = "1.1.2";

/** What Janus' files are made of. */
export interface JanusInput {
  /** Event loops: one per vCPU. */
  readonly eventLoops: number;
  readonly rtp: MediaFleetPlan["rtp"];
  readonly architecture: MediaFleetPlan["instanceType"]["architecture"];
}

/**
 * All of Janus' configuration with boot-time names left in. Janus reads its folder only, so that what the package ships, with
 * its known secrets and demo rooms, is never read.
 *
 * @param folder where the files lie in their tree
 */
export function janusConf(folder: string, input: JanusInput): readonly RenderedFile[] {
  if (!Number.isInteger(input.eventLoops) || input.eventLoops < 1) {
    throw new RenderError(
      "janus.jcfg",
      "eventLoops",
      input.eventLoops,
      "Janus would start a thread per session, at twice the CPU per packet.",
      "Give the number of vCPUs.",
    );
  }
  if (input.rtp.from > input.rtp.to || input.rtp.from < 1024 || input.rtp.to > 65535) {
    throw new RenderError("janus.jcfg", "rtp", input.rtp, "The range runs upwards between 1024 and 65535.", "Turn it.");
  }
  const library = `/usr/lib/${input.architecture === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/janus`;
  const rtp = { rtp_from: input.rtp.from, rtp_to: input.rtp.to };
  const files: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
    "janus.jcfg": { version: janusVersion, library, event_loops: input.eventLoops, ...rtp },
    "janus.transport.http.jcfg": { http_port: wellKnownPorts.janusHttp, admin_port: wellKnownPorts.janusAdmin },
    "janus.transport.websockets.jcfg": { websocket_port: wellKnownPorts.janusWebSocket },
    "janus.plugin.echotest.jcfg": {},
    "janus.plugin.videoroom.jcfg": {},
    "janus.plugin.audiobridge.jcfg": rtp,
    "janus.plugin.textroom.jcfg": {},
    "janus.plugin.streaming.jcfg": rtp,
  };
  return Object.entries(files).map(([name, values]) => ({
    path: `${folder}/${name}`,
    mode: 0o644,
    content: fillTemplate(`janus/${name}`, values),
  }));
}
