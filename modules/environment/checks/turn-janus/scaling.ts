import { findingIf } from "../check";
import type { TurnJanusCheck } from "./check";

/** Per cent of CPU between the two thresholds of the media fleet. */
const mediaGap = 10;

/** Share of the scale-out targets above which a fleet would swing. */
const highestShare = 90;

/** A fleet that has just grown does not shrink at once. */
export const checkScaling: TurnJanusCheck = ({ turn, media }) => [
  ...findingIf(turn.scaleInPercentOfTarget >= highestShare, () => ({
    path: "aws.turn.scaleIn.percentOfTarget",
    value: turn.scaleInPercentOfTarget,
    rule: `The scale-in threshold is not clearly below the scale-out targets: from ${highestShare} % on the fleet would grow and shrink in turn.`,
    remedy: "set it to 40, or leave it out",
  })),
  ...findingIf(media.scaleInCpuPercent > media.scaleOutCpuPercent - mediaGap, () => ({
    path: "aws.media.scaleIn.cpuPercent",
    value: media.scaleInCpuPercent,
    rule: `The scale-in threshold is not at least ${mediaGap} below scaleOut (${media.scaleOutCpuPercent}): the fleet would grow and shrink in turn.`,
    remedy: `set it to at most ${media.scaleOutCpuPercent - mediaGap}, or raise aws.media.scaleOut.cpuPercent`,
  })),
];
