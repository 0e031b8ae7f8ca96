import { checkCertificates } from "./certificates";
import type { TurnJanusCheck } from "./check";
import { checkCredentials } from "./credentials";
import { checkElasticIps } from "./elastic-ips";
import { checkImages } from "./images";
import { checkInstanceTypes } from "./instance-types";
import { checkLifecycle } from "./lifecycle";
import { checkMediaBundle } from "./media-bundle";
import { checkNodeCounts } from "./node-counts";
import { checkPlacement } from "./placement";
import { checkPorts } from "./ports";
import { checkRooms } from "./rooms";
import { checkRouting } from "./routing";
import { checkScaling } from "./scaling";
import { checkSchedules } from "./schedules";
import { checkTurnLimits } from "./turn-limits";

/** In the order of the file. */
export const turnJanusChecks: readonly TurnJanusCheck[] = [
  checkElasticIps,
  checkRouting,
  checkImages,
  checkNodeCounts,
  checkRooms,
  checkInstanceTypes,
  checkPlacement,
  checkLifecycle,
  checkSchedules,
  checkPorts,
  checkTurnLimits,
  checkCertificates,
  checkScaling,
  checkMediaBundle,
  checkCredentials,
];
