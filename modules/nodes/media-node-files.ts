import type { MediaFleetPlan } from "../environment/topology";
import type { RenderedFile } from "../shared/rendered-file";
import type { NodeContext } from "./node-context";
import { templateTree } from "./template";

/** Bundle of a media node, laid out like that of a TURN node. */
export function mediaNodeFiles(_plan: MediaFleetPlan, _context: NodeContext): readonly RenderedFile[] {
  return [...templateTree("ansible", "ansible")];
}
