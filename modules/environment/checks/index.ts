import type { Finding } from "../problem";
import type { CompleteEnvironment } from "../settings/settings";
import { checkAccount } from "./account";
import { checkAddressRanges } from "./address-ranges";
import { azureChecks } from "./azure";
import { checkCertificates } from "./certificates";
import type { AwsCheck, Check } from "./check";
import { checkClouds } from "./clouds";
import { checkDeploy } from "./deploy";
import { checkDomain } from "./domain";
import { checkElasticIps } from "./elastic-ips";
import { checkImages } from "./images";
import { checkInstanceTypes } from "./instance-types";
import { checkInterfaceEndpoints } from "./interface-endpoints";
import { checkLifecycle } from "./lifecycle";
import { checkLogRetention } from "./log-retention";
import { checkMailAddresses } from "./mail-addresses";
import { checkMediaBundle } from "./media-bundle";
import { checkNodeCounts } from "./node-counts";
import { checkPlacement } from "./placement";
import { checkPorts } from "./ports";
import { checkRegions } from "./regions";
import { checkRouting } from "./routing";
import { checkScaling } from "./scaling";
import { checkSchedules } from "./schedules";
import { checkState } from "./state";
import { checkTags } from "./tags";
import { checkTurnLimits } from "./turn-limits";
import { checkZones } from "./zones";

/** In the order of the file. */
const checks: readonly Check[] = [checkDomain, checkTags, checkMailAddresses, checkState, checkDeploy, checkClouds];

/** In the order of the file. */
const awsChecks: readonly AwsCheck[] = [
  checkAccount,
  checkRegions,
  checkZones,
  checkAddressRanges,
  checkInterfaceEndpoints,
  checkElasticIps,
  checkLogRetention,
  checkRouting,
  checkImages,
  checkNodeCounts,
  checkInstanceTypes,
  checkPlacement,
  checkLifecycle,
  checkSchedules,
  checkPorts,
  checkTurnLimits,
  checkCertificates,
  checkScaling,
  checkMediaBundle,
];

/** Everything that contradicts itself or a limit of the cloud. */
export function findContradictions(environment: CompleteEnvironment): readonly Finding[] {
  const { aws, azure } = environment;
  return [
    ...checks.flatMap((check) => check(environment)),
    ...(aws ? awsChecks.flatMap((check) => check(aws, environment)) : []),
    ...(azure ? azureChecks.flatMap((check) => check(azure, environment)) : []),
  ];
}
