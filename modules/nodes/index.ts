export { balancerNodeFiles } from "./balancer/balancer-node-files";
export type { ClusterInput, ClusterNode } from "./balancer/input";
export { imageFiles } from "./image/image-files";
export { mediaNodeFiles } from "./media-node-files";
export type { NodeContext } from "./node-context";
export type { FleetParameters, MediaParameters, TurnParameters } from "./parameters";
export { RenderError } from "./render-error";
export { turnNodeFiles } from "./turn-node-files";
export { type BundleLocation, type NodeUserDataInput, nodeUserData } from "./user-data";
