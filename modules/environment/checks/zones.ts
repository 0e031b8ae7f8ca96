import { findAwsRegion } from "../catalog/regions";
import type { Finding } from "../problem";
import { regionPath } from "../settings/region-path";
import type { CompleteRegion } from "../settings/settings";
import { type AwsCheck, findingIf } from "./check";

/** A region has the zones that are asked for. */
export const checkZones: AwsCheck = ({ regions }) => regions.flatMap(zoneFindings);

function zoneFindings(region: CompleteRegion): readonly Finding[] {
  const path = `${regionPath(region.name)}.zones`;
  const known = findAwsRegion(region.name);
  if (region.zoneCount !== undefined) {
    const { zoneCount } = region;
    return findingIf(known !== undefined && zoneCount > known.zoneLetters.length, () => ({
      path,
      value: zoneCount,
      rule: `${region.name} has ${known?.zoneLetters.length} zones for most accounts.`,
      remedy: `set zones to ${known?.zoneLetters.length}, or list the names that your account sees`,
    }));
  }
  return [
    ...findingIf(region.zones.length === 0, () => ({
      path,
      value: [],
      rule: "A region needs at least one zone.",
      remedy: `write a number such as 2, or names such as "${region.name}a"`,
    })),
    ...region.zones.flatMap((zone, index) => [
      ...findingIf(!/^[a-h]$/.test(zone.startsWith(region.name) ? zone.slice(region.name.length) : ""), () => ({
        path: `${path}[${index}]`,
        value: zone,
        rule: `Not an availability zone of ${region.name}: its name is the region's with a letter from a to h.`,
        remedy: `write for example "${region.name}a"`,
      })),
      ...findingIf(region.zones.indexOf(zone) !== index, () => ({
        path: `${path}[${index}]`,
        value: zone,
        rule: "The zone is listed twice.",
        remedy: "list it once",
      })),
    ]),
  ];
}
