import { defaults } from "../defaults";
import type { CredentialApiSettings, MediaSettings, TurnJanusEnvironment, TurnSettings } from "../input/turn-janus";
import type { Ledger } from "../ledger";
import { completeAwsCommon } from "./complete-aws-common";
import { completeFleet, type FleetContext } from "./complete-fleet";
import type { CompleteCredentialApi, CompleteMedia, CompleteTurn, CompleteTurnJanus } from "./settings";

/** Fills in the topology of TURN and media fleets. */
export function completeTurnJanus(aws: TurnJanusEnvironment, protect: boolean, ledger: Ledger): CompleteTurnJanus {
  const image = ledger.take("aws.image", aws.image, defaults.aws.image);
  return {
    topology: aws.topology,
    ...completeAwsCommon(aws, protect, ledger),
    elasticIps: ledger.take("aws.quotas.elasticIps", aws.quotas?.elasticIps, defaults.aws.elasticIps),
    routing: ledger.take("aws.routing", aws.routing, defaults.aws.routing),
    image,
    rotationDays: ledger.take("aws.secrets.rotationDays", aws.secrets?.rotationDays, defaults.aws.rotationDays),
    turn: completeTurn(aws.turn, { image, path: "aws.turn", role: "turn" }, ledger),
    ...(aws.credentials && { credentials: completeCredentials(aws.credentials, ledger) }),
    media: completeMedia(aws.media, { image, path: "aws.media", role: "media" }, ledger),
  };
}

function completeCredentials(api: CredentialApiSettings, ledger: Ledger): CompleteCredentialApi {
  const at = "aws.credentials";
  return {
    issuer: ledger.given(`${at}.issuer`, api.issuer),
    audiences: ledger.given(`${at}.audiences`, api.audiences),
    origins: ledger.take(`${at}.origins`, api.origins, defaults.credentials.origins),
    dailyCap: ledger.take(`${at}.dailyCap`, api.dailyCap, defaults.credentials.dailyCap),
  };
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
