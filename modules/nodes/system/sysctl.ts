import { type PortRange, portCount } from "../../shared/ports";
import type { RenderedFile } from "../../shared/rendered-file";
import { RenderError } from "../render-error";
import { fillTemplate } from "../template";

/** Ports below hold services; above them outgoing connections may take theirs. */
const firstLocalPort = 10_240;
const lastPort = 65_535;

/** Fewest ports that a node's own connections get by with: a few per service, and TIME-WAIT for a minute. */
const fewestLocalPorts = 4096;

/**
 * Ports that a node's own connections leave from: none of `media`, so that a rule on media ports never meets them.
 *
 * @throws RenderError where `media` leaves too few
 */
export function localPorts(media: PortRange): PortRange {
  const [widest] = [
    { from: firstLocalPort, to: media.from - 1 },
    { from: media.to + 1, to: lastPort },
  ].toSorted((a, b) => portCount(b) - portCount(a));
  if (widest === undefined || portCount(widest) < fewestLocalPorts) {
    throw new RenderError(
      "60-webrtc.conf",
      "media ports",
      media,
      `The range leaves no ${fewestLocalPorts} ports in a row for the node's own connections.`,
      "Make it narrower.",
    );
  }
  return widest;
}

/** Kernel settings of a node whose media server uses the ports `media`. */
export function sysctlConf(media: PortRange): RenderedFile {
  const { from, to } = localPorts(media);
  const content = fillTemplate("sysctl/60-webrtc.conf", { local_from: from, local_to: to });
  return { path: "etc/sysctl.d/60-webrtc.conf", mode: 0o644, content };
}
