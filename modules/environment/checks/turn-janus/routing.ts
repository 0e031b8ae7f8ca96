import { showPath } from "../../schema/field-path";
import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

const continents = ["AF", "AN", "AS", "EU", "NA", "OC", "SA"];

/** Continents exist, and each is sent to a region that the environment has. */
export const checkRouting: TurnJanusCheck = ({ routing, regions }) => {
  if (routing.kind === "latency") {
    return [];
  }
  const names = regions.map(({ name }) => name);
  return Object.entries(routing.continents).flatMap(([continent, region]) => {
    const path = showPath(["aws", "routing", "continents", continent]);
    return [
      ...findingIf(!continents.includes(continent), () => ({
        path,
        value: region,
        rule: `Unknown continent. Route 53 knows ${continents.join(", ")}.`,
        remedy: "write one of these codes",
      })),
      ...findingIf(!names.includes(region), () => ({
        path,
        value: region,
        rule: `The environment has no region ${region}; it has ${names.join(", ")}.`,
        remedy: "name one of them, or add the region to aws.regions",
      })),
    ];
  });
};
