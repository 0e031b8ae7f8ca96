import { goLiveAwsEnvironment } from "./go-live";
import { openviduHaEnvironment } from "./openvidu-ha";
import { variants } from "./shapes";
import { turnJanusEnvironment } from "./turn-janus";

/** The part on AWS. */
export const awsEnvironment = variants(
  "The part on AWS",
  "topology",
  ["turn-janus", "openvidu-ha", "go-live"],
  [turnJanusEnvironment, openviduHaEnvironment, goLiveAwsEnvironment],
);
