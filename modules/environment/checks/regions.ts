import { awsRegionNames, findAwsRegion } from "../catalog/regions";
import { suggestion } from "../schema/nearest";
import { regionPath } from "../settings/region-path";
import { type AwsCheck, findingIf } from "./check";

/** There is a region, and AWS has it. */
export const checkRegions: AwsCheck = ({ regions }) => [
  ...findingIf(regions.length === 0, () => ({
    path: "aws.regions",
    value: {},
    rule: "An environment lives in at least one region.",
    remedy: 'add one, such as "eu-west-1": { zones: 2 }',
  })),
  ...regions
    .filter(({ name }) => !findAwsRegion(name))
    .map(({ name }) => ({
      path: regionPath(name),
      rule: `Unknown region. ${suggestion(name, awsRegionNames, "Known are")}`,
      remedy: 'write the region\'s code, such as "eu-west-1"',
    })),
];
