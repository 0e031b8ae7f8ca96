import { findAwsRegion } from "../catalog/regions";
import { defaults } from "../defaults";
import type { AwsEnvironment, RegionSettings } from "../input/aws";
import type { MediaSettings, TurnSettings } from "../input/turn-janus";
import type { Ledger } from "../ledger";
import { completeFleet, type FleetContext } from "./complete-fleet";
import type { CompleteAws, CompleteMedia, CompleteRegion, CompleteTurn } from "./settings";

/** Fills in the part on AWS. */
export function completeAws(aws: AwsEnvironment, protect: boolean, ledger: Ledger): CompleteAws {
  const regions = Object.entries(aws.regions).map(([name, region]) => completeRegion(name, region, ledger));
  const image = ledger.take("aws.image", aws.image, defaults.aws.image);
  return {
    ...(aws.account !== undefined && { account: ledger.given("aws.account", aws.account) }),
    ...(aws.dns && { zoneId: ledger.given("aws.dns.zoneId", aws.dns.zoneId) }),
    ...(aws.recordings && { recordings: ledger.given("aws.recordings", aws.recordings) }),
    regions,
    elasticIps: ledger.take("aws.quotas.elasticIps", aws.quotas?.elasticIps, defaults.aws.elasticIps),
    logRetentionDays: ledger.take(
      "aws.logRetentionDays",
      aws.logRetentionDays,
      protect ? defaults.aws.protectedLogRetentionDays : defaults.aws.logRetentionDays,
    ),
    routing: ledger.take("aws.routing", aws.routing, defaults.aws.routing),
    image,
    rotationDays: ledger.take("aws.secrets.rotationDays", aws.secrets?.rotationDays, defaults.aws.rotationDays),
    turn: completeTurn(aws.turn, { image, path: "aws.turn", role: "turn" }, ledger),
    media: completeMedia(aws.media, { image, path: "aws.media", role: "media" }, ledger),
  };
}

/** Path of a region in the file. */
export function regionPath(region: string): string {
  return `aws.regions["${region}"]`;
}

function completeRegion(name: string, region: RegionSettings, ledger: Ledger): CompleteRegion {
  const known = findAwsRegion(name);
  const path = regionPath(name);
  const cidr =
    region.cidr === undefined
      ? ledger.derive(
          `${path}.cidr`,
          known ? `10.${known.networkOctet}.0.0/16` : "",
          "every region has a range of its own, so that they can be connected",
        )
      : ledger.given(`${path}.cidr`, region.cidr);
  return {
    name,
    zones: completeZones(name, region, ledger),
    ...(typeof region.zones === "number" && { zoneCount: region.zones }),
    cidr,
    ipv6: ledger.take(`${path}.ipv6`, region.ipv6, defaults.aws.ipv6),
    nat: ledger.take(`${path}.nat`, region.nat, defaults.aws.nat),
    interfaceEndpoints: ledger.take(
      `${path}.interfaceEndpoints`,
      region.interfaceEndpoints,
      defaults.aws.interfaceEndpoints,
    ),
  };
}

function completeZones(name: string, region: RegionSettings, ledger: Ledger): readonly string[] {
  const path = `${regionPath(name)}.zones`;
  if (typeof region.zones !== "number") {
    return ledger.given(path, [...region.zones]);
  }
  const letters = findAwsRegion(name)?.zoneLetters ?? "abc";
  const zones = [...letters].slice(0, region.zones).map((letter) => `${name}${letter}`);
  return ledger.derive(path, zones, `the first ${region.zones} of the zones that accounts usually see`);
}

function completeTurn(turn: TurnSettings, context: FleetContext, ledger: Ledger): CompleteTurn {
  return {
    ...completeFleet(turn, context, ledger),
    tls: ledger.take("aws.turn.tls", turn.tls, defaults.turn.tls),
    relayPorts: ledger.take("aws.turn.relayPorts", turn.relayPorts, defaults.turn.relayPorts),
    perUser: ledger.take("aws.turn.limits.perUser", turn.limits?.perUser, defaults.turn.perUser),
    ...(turn.limits?.perNode !== undefined && {
      perNode: ledger.given("aws.turn.limits.perNode", turn.limits.perNode),
    }),
    megabitsPerSecond: ledger.take(
      "aws.turn.limits.perAllocation.megabitsPerSecond",
      turn.limits?.perAllocation?.megabitsPerSecond,
      defaults.turn.megabitsPerSecond,
    ),
    bandwidthPercent: ledger.take(
      "aws.turn.scaleOut.bandwidthPercent",
      turn.scaleOut?.bandwidthPercent,
      defaults.turn.bandwidthPercent,
    ),
    allocationsPercent: ledger.take(
      "aws.turn.scaleOut.allocationsPercent",
      turn.scaleOut?.allocationsPercent,
      defaults.turn.allocationsPercent,
    ),
    scaleInPercentOfTarget: ledger.take(
      "aws.turn.scaleIn.percentOfTarget",
      turn.scaleIn?.percentOfTarget,
      defaults.turn.scaleInPercentOfTarget,
    ),
    coturnVersion: ledger.take("aws.turn.coturnVersion", undefined, defaults.turn.coturnVersion),
  };
}

function completeMedia(media: MediaSettings, context: FleetContext, ledger: Ledger): CompleteMedia {
  const scaleOut = ledger.take(
    "aws.media.scaleOut.cpuPercent",
    media.scaleOut?.cpuPercent,
    defaults.media.scaleOutCpuPercent,
  );
  return {
    ...completeFleet(media, context, ledger),
    engine: ledger.given(
      "aws.media.engine",
      media.engine === "janus" ? { kind: "janus" } : { kind: "mediasoup", bundle: media.bundle },
    ),
    rtpPorts: ledger.take("aws.media.rtpPorts", media.rtpPorts, defaults.media.rtpPorts),
    scaleOutCpuPercent: scaleOut,
    scaleInCpuPercent: media.scaleIn
      ? ledger.given("aws.media.scaleIn.cpuPercent", media.scaleIn.cpuPercent)
      : ledger.derive(
          "aws.media.scaleIn.cpuPercent",
          Math.floor(scaleOut / 2),
          "half of scaleOut: far enough apart not to swing",
        ),
  };
}
