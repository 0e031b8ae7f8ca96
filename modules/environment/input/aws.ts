import type { GoLiveAwsEnvironment } from "./go-live";
import type { OpenviduHaEnvironment } from "./openvidu-ha";
import type { TurnJanusEnvironment } from "./turn-janus";

/** The part of an environment that lives on AWS: one topology. Each has a file of its own in every folder of this module. */
export type AwsEnvironment = TurnJanusEnvironment | OpenviduHaEnvironment | GoLiveAwsEnvironment;
