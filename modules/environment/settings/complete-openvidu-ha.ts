import { defaults } from "../defaults";
import type { OpenviduHaEnvironment } from "../input/openvidu-ha";
import type { Ledger } from "../ledger";
import { openviduDefaults } from "../openvidu-defaults";
import { completeAwsCommon } from "./complete-aws-common";
import type { CompleteMasters, CompleteOpenviduHa, CompleteOpenviduMedia } from "./openvidu-settings";

/** What the defaults of OpenVidu depend on. */
interface OpenviduContext {
  readonly domain: string;
  readonly protect: boolean;
}

/** Fills in the topology of OpenVidu. */
export function completeOpenviduHa(
  aws: OpenviduHaEnvironment,
  { domain, protect }: OpenviduContext,
  ledger: Ledger,
): CompleteOpenviduHa {
  const { openvidu, turnTls } = aws;
  return {
    topology: aws.topology,
    ...completeAwsCommon(aws, protect, ledger),
    openvidu: {
      version: ledger.given("aws.openvidu.version", openvidu.version),
      installer: {
        masterSha256: ledger.given("aws.openvidu.installer.masterSha256", openvidu.installer.masterSha256),
        mediaSha256: ledger.given("aws.openvidu.installer.mediaSha256", openvidu.installer.mediaSha256),
        from: ledger.take("aws.openvidu.installer.from", openvidu.installer.from, openviduDefaults.installerFrom),
      },
      licenseArn: ledger.given("aws.openvidu.license.secretArn", openvidu.license.secretArn),
      hostname: hostname("aws.openvidu.hostname", openvidu.hostname, `openvidu.${domain}`, ledger),
      rtcEngine: ledger.take("aws.openvidu.rtcEngine", openvidu.rtcEngine, openviduDefaults.rtcEngine),
      installFlags: ledger.take("aws.openvidu.installFlags", openvidu.installFlags, openviduDefaults.installFlags),
    },
    ...(aws.certificateArn !== undefined && {
      certificateArn: ledger.given("aws.certificateArn", aws.certificateArn),
    }),
    ...(turnTls && {
      turnTls: {
        hostname: hostname("aws.turnTls.hostname", turnTls.hostname, `turn.${domain}`, ledger),
        ...(turnTls.certificateArn !== undefined && {
          certificateArn: ledger.given("aws.turnTls.certificateArn", turnTls.certificateArn),
        }),
      },
    }),
    ...(aws.vpc && { vpc: ledger.given("aws.vpc", aws.vpc) }),
    masters: completeMasters(aws.masters ?? {}, ledger),
    media: completeMedia(aws.media ?? {}, ledger),
    image: ledger.take("aws.image", aws.image, openviduDefaults.image),
    ...(aws.keyName !== undefined && { keyName: ledger.given("aws.keyName", aws.keyName) }),
    buckets: ledger.take("aws.buckets", aws.buckets, openviduDefaults.buckets),
    keepFailedNodes: ledger.take("aws.keepFailedNodes", aws.keepFailedNodes, openviduDefaults.keepFailedNodes),
  };
}

function hostname(path: string, given: string | undefined, derived: string, ledger: Ledger): string {
  return given === undefined ? ledger.derive(path, derived, "a name under the domain") : ledger.given(path, given);
}

function completeMasters(masters: NonNullable<OpenviduHaEnvironment["masters"]>, ledger: Ledger): CompleteMasters {
  const { volumes } = masters;
  const at = (field: string): string => `aws.masters.volumes.${field}`;
  const { instanceType, acceptOneZone, volumes: fallback } = openviduDefaults.masters;
  return {
    instanceType: ledger.take("aws.masters.instanceType", masters.instanceType, instanceType),
    volumes: {
      retain: ledger.take(at("retain"), volumes?.retain, fallback.retain),
      gib: ledger.take(at("gib"), volumes?.gib, fallback.gib),
      snapshotHours: ledger.take(at("snapshots.everyHours"), volumes?.snapshots?.everyHours, fallback.snapshotHours),
      snapshotsKept: ledger.take(at("snapshots.keep"), volumes?.snapshots?.keep, fallback.snapshotsKept),
      restore: ledger.take(at("restore"), volumes?.restore, fallback.restore),
    },
    acceptOneZone: ledger.take("aws.masters.acceptOneZone", masters.acceptOneZone, acceptOneZone),
  };
}

function completeMedia(media: NonNullable<OpenviduHaEnvironment["media"]>, ledger: Ledger): CompleteOpenviduMedia {
  const { nodes, drain } = media;
  const bounds = ledger.take(
    "aws.media.nodes",
    nodes && { min: nodes.min, max: nodes.max },
    openviduDefaults.media.nodes,
  );
  return {
    instanceType: ledger.take("aws.media.instanceType", media.instanceType, openviduDefaults.media.instanceType),
    nodes: {
      ...bounds,
      initial:
        nodes?.initial === undefined
          ? ledger.derive("aws.media.nodes.initial", bounds.min, "the fewest: scaling adds what load asks for")
          : ledger.given("aws.media.nodes.initial", nodes.initial),
    },
    targetCpuPercent: ledger.take(
      "aws.media.targetCpuPercent",
      media.targetCpuPercent,
      openviduDefaults.media.targetCpuPercent,
    ),
    drainHours: ledger.take("aws.media.drain.hours", drain?.hours, defaults.fleet.drainHours),
    drainHeartbeatSeconds: ledger.take(
      "aws.media.drain.heartbeatSeconds",
      drain?.heartbeatSeconds,
      defaults.fleet.drainHeartbeatSeconds,
    ),
  };
}
