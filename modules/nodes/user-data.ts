import type { LiveFleetPlan, MediaFleetPlan, TurnFleetPlan } from "../environment/topology";
import type { NodeContext } from "./node-context";
import { nodeServices } from "./node-parts";
import {
  type LiveParameters,
  liveParameters,
  type MediaParameters,
  mediaParameters,
  type TurnParameters,
  turnParameters,
} from "./parameters";
import { RenderError } from "./render-error";
import { fillTemplate, readTemplate } from "./template";
import { ubuntuArchive } from "./ubuntu";

/** The bundle that a fleet's nodes apply: what `turnNodeFiles` or `mediaNodeFiles` returned, packed as tar.gz. */
export interface BundleLocation {
  readonly bucket: string;
  readonly key: string;
  /** SHA-256 of the tar.gz, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** What the first boot of an instance needs to know. A secret's name may be in it, its value never. */
export type NodeUserDataInput = { readonly context: NodeContext; readonly bundle: BundleLocation } & (
  | { readonly role: "turn"; readonly plan: TurnFleetPlan; readonly parameters: TurnParameters }
  | { readonly role: "media"; readonly plan: MediaFleetPlan; readonly parameters: MediaParameters }
  | { readonly role: "live"; readonly plan: LiveFleetPlan; readonly parameters: LiveParameters }
);

/** Most that EC2 takes as user data, in bytes before base64 (EC2 user guide). */
const maximumBytes = 16_384;

/**
 * Cloud-config of a node: `/etc/webrtc/parameters.json`, and on stock Ubuntu the step that fetches, checks and applies the
 * bundle. It downloads nothing but packages of a dated snapshot and the checked bundle.
 */
export function nodeUserData(input: NodeUserDataInput): string {
  const parameters = indent(JSON.stringify(nodeParameters(input), null, 1));
  const text =
    input.plan.image.kind === "immutable"
      ? fillTemplate("cloud-init/immutable.yaml", { parameters, services: nodeServices.join(", ") })
      : fillTemplate("cloud-init/mutable.yaml", {
          parameters,
          archive: ubuntuArchive,
          region: input.context.region,
          ...input.bundle,
          bootstrap: indent(readTemplate("cloud-init/webrtc-bootstrap.py")),
        });
  const bytes = Buffer.byteLength(text);
  if (bytes > maximumBytes) {
    throw new RenderError("user data", "parameters", bytes, `EC2 takes at most ${maximumBytes} bytes.`, "Pass fewer.");
  }
  return text;
}

function nodeParameters(input: NodeUserDataInput): object {
  switch (input.role) {
    case "turn":
      return turnParameters(input.plan, input.context, input.parameters);
    case "media":
      return mediaParameters(input.plan, input.context, input.parameters);
    case "live":
      return liveParameters(input.plan, input.context, input.parameters);
  }
}

/** Fits text into a block of YAML. */
function indent(text: string): string {
  return text.trimEnd().replaceAll("\n", "\n      ");
}
