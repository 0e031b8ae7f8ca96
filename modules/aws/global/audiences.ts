import type { TurnJanusGlobalPlan } from "../../environment/topology";
import type { Audience } from "./region-record";

/** Whom a region serves, each with a key that is unique over the regions. */
export function audiences(
  plan: Pick<TurnJanusGlobalPlan, "regions" | "routing">,
  region: string,
): readonly { readonly key: string; readonly audience: Audience }[] {
  const { routing } = plan;
  if (routing.kind === "latency") {
    return [{ key: region, audience: { kind: "nearest", region } }];
  }
  const continents = Object.entries(routing.continents)
    .filter(([, served]) => served === region)
    .map(([continent]) => ({ key: `${region}-${continent}`, audience: { kind: "continent", continent } as const }));
  // The first region listed serves whom no continent's record does.
  return plan.regions[0]?.region === region
    ? [...continents, { key: `${region}-rest`, audience: { kind: "everyone-else" } }]
    : continents;
}
