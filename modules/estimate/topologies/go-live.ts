import type { GoLivePlan } from "../../environment/topology";
import { mediaTraffic, type Usage } from "../usage";
import { volume } from "./aws-egress";
import type { PartEstimate } from "./part-estimate";

/** live-webrtc on machines of the team's own: nobody here promises anything for them or knows what they cost. */
export function estimateGoLive({ shape }: GoLivePlan, usage: Usage): PartEstimate {
  const { relayed, served } = mediaTraffic({ ...usage, media: 1 }, true);
  return {
    cloud: "own",
    topology: `go-live, ${shape}`,
    regions: [],
    services: {},
    relaysFor: "itself",
    usage: [],
    worst: [],
    unpriced: ["machines of your own", `their traffic to participants, ${volume(relayed + served)}`],
    unbounded: ["traffic of your own machines"],
    misfits: [],
    budgets: [],
  };
}
