import type { GoLiveTopology } from "./go-live-aws";
import type { OpenviduHaTopology } from "./openvidu-ha";
import type { TurnJanusTopology } from "./turn-janus";

/** Everything of one environment on AWS: one topology. */
export type AwsTopology = TurnJanusTopology | OpenviduHaTopology | GoLiveTopology;
