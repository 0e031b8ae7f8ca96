import type { Finding } from "../problem";
import type { CompleteAws, CompleteEnvironment } from "../settings/settings";
import { checkAccount } from "./account";
import { checkAddressRanges } from "./address-ranges";
import { azureChecks } from "./azure";
import type { AwsCheck, Check } from "./check";
import { checkClouds } from "./clouds";
import { checkDeploy } from "./deploy";
import { checkDomain } from "./domain";
import { checkEnvironmentName } from "./environment-name";
import { goLiveAwsChecks } from "./go-live/aws";
import { checkGoLive } from "./go-live/shapes";
import { checkInterfaceEndpoints } from "./interface-endpoints";
import { checkLogRetention } from "./log-retention";
import { checkMailAddresses } from "./mail-addresses";
import { openviduHaChecks } from "./openvidu-ha";
import { checkRegions } from "./regions";
import { checkState } from "./state";
import { checkTags } from "./tags";
import { turnJanusChecks } from "./turn-janus";
import { checkZones } from "./zones";

/** In the order of the file. */
const checks: readonly Check[] = [
  checkEnvironmentName,
  checkDomain,
  checkTags,
  checkMailAddresses,
  checkState,
  checkDeploy,
  checkClouds,
  checkGoLive,
];

/** What every AWS topology decides, in the order of the file. */
const awsChecks: readonly AwsCheck[] = [
  checkAccount,
  checkRegions,
  checkZones,
  checkAddressRanges,
  checkInterfaceEndpoints,
  checkLogRetention,
];

/** Everything that contradicts itself or a limit of the cloud. */
export function findContradictions(environment: CompleteEnvironment): readonly Finding[] {
  const { aws, azure } = environment;
  return [
    ...checks.flatMap((check) => check(environment)),
    ...(aws ? awsFindings(aws, environment) : []),
    ...(azure ? azureChecks.flatMap((check) => check(azure, environment)) : []),
  ];
}

function awsFindings(aws: CompleteAws, environment: CompleteEnvironment): readonly Finding[] {
  return [...awsChecks.flatMap((check) => check(aws, environment)), ...topologyFindings(aws, environment)];
}

function topologyFindings(aws: CompleteAws, environment: CompleteEnvironment): readonly Finding[] {
  switch (aws.topology) {
    case "turn-janus":
      return turnJanusChecks.flatMap((check) => check(aws, environment));
    case "openvidu-ha":
      return openviduHaChecks.flatMap((check) => check(aws, environment));
    case "go-live":
      return goLiveAwsChecks(aws);
  }
}
