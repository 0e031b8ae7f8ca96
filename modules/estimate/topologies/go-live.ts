import type { GoLivePlan } from "../../environment/topology";
import { broadcastTraffic, type Usage } from "../usage";
import { volume } from "./aws-egress";
import type { PartEstimate } from "./part-estimate";

/** live-webrtc on machines of the team's own: nobody here promises anything for them or knows what they cost. */
export function estimateGoLive({ shape }: GoLivePlan, usage: Usage): PartEstimate {
  return {
    cloud: "own",
    topology: `go-live, ${shape}`,
    regions: [],
    services: {},
    relaysFor: "itself",
    usage: [],
    worst: [],
    unpriced: ["machines of your own", `their traffic to participants, ${volume(broadcastTraffic(usage).served)}`],
    unbounded: ["traffic of your own machines"],
    misfits: [],
    budgets: [],
  };
}
