import { findingIf } from "../check";
import { drainFindings } from "../drain-bounds";
import type { OpenviduHaCheck } from "./check";

/** The media fleet can grow, shrink and empty itself. */
export const checkOpenviduMedia: OpenviduHaCheck = ({ media }) => {
  const { min, max, initial } = media.nodes;
  return [
    ...findingIf(min > max, () => ({
      path: "aws.media.nodes",
      value: { min, max },
      rule: `The fewest nodes (${min}) are more than the most (${max}).`,
      remedy: `set min to ${max} or less, or max to ${min} or more`,
    })),
    ...findingIf(min <= max && (initial < min || initial > max), () => ({
      path: "aws.media.nodes.initial",
      value: initial,
      rule: `The fleet has ${min} to ${max} nodes; it cannot begin with ${initial}.`,
      remedy: `set it from ${min} to ${max}, or leave it out`,
    })),
    ...findingIf(media.targetCpuPercent < 10 || media.targetCpuPercent > 90, () => ({
      path: "aws.media.targetCpuPercent",
      value: media.targetCpuPercent,
      rule: "Below 10 % an idle fleet grows; above 90 % media is lost before it does.",
      remedy: "set it to 50, or leave it out",
    })),
    ...drainFindings("aws.media", media),
  ];
};
