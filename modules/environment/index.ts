export type { AwsEnvironment, RegionSettings, TurnJanusEnvironment } from "./input/aws";
export type { Environment } from "./input/environment";
export { type LoadedTopologies, loadTopologies, type Selection } from "./load";
export type { Problem } from "./problem";
export type { Topology } from "./topology";
