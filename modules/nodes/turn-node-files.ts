import type { TurnFleetPlan } from "../environment/topology";
import type { RenderedFile } from "../shared/rendered-file";
import { turnserverConf } from "./coturn/turnserver-conf";
import type { NodeContext } from "./node-context";
import { templateTree } from "./template";

/**
 * Bundle of a TURN node: the playbook, the services and every configuration file, under `root/` at the place where it will lie.
 * A node that configures itself and an image build apply the same bundle.
 */
export function turnNodeFiles(plan: TurnFleetPlan, _context: NodeContext): readonly RenderedFile[] {
  return [...templateTree("ansible", "ansible"), turnserverConf("root/etc/webrtc/templates/turnserver.conf", plan)];
}
