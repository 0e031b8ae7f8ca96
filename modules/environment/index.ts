export type { AwsEnvironment, RegionSettings, TurnJanusEnvironment } from "./input/aws";
export type { Environment } from "./input/environment";
export type { Origin } from "./ledger";
export { type LoadedTopologies, loadTopologies } from "./load";
export type { Problem } from "./problem";
export type { Selection } from "./selection";
export { showValue } from "./show-value";
export type { Topology } from "./topology";
