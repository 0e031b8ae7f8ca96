import { defaults } from "../defaults";
import type { GoLiveAwsEnvironment, GoLiveEnvironment } from "../input/go-live";
import type { Ledger } from "../ledger";
import { liveDefaults } from "../live-defaults";
import { completeAwsCommon } from "./complete-aws-common";
import { nodeBounds } from "./complete-fleet";
import { completeLive, completeRecordings } from "./complete-live";
import type { CompleteGoLive, CompleteGoLiveAws } from "./live-settings";

/** Fills in a shape outside AWS. */
export function completeGoLive(goLive: GoLiveEnvironment, ledger: Ledger): CompleteGoLive {
  const common = {
    ...completeLive("goLive", goLive, ledger),
    ...(goLive.recordings && { recordings: completeRecordings(goLive.recordings, ledger) }),
  };
  switch (goLive.shape) {
    case "compose":
      return {
        shape: goLive.shape,
        ...common,
        ...(goLive.coturn && { coturn: ledger.given("goLive.coturn", goLive.coturn) }),
      };
    case "balanced":
      return {
        shape: goLive.shape,
        ...common,
        instances: ledger.given("goLive.instances", goLive.instances),
        proxy: ledger.take("goLive.proxy", goLive.proxy, liveDefaults.proxy),
        ...(goLive.redis !== undefined && { redis: ledger.given("goLive.redis", goLive.redis) }),
      };
    case "kubernetes":
      return {
        shape: goLive.shape,
        ...common,
        namespace: ledger.take("goLive.namespace", goLive.namespace, liveDefaults.namespace),
        instances: ledger.given("goLive.instances", nodeBounds(goLive.instances)),
        media: ledger.given("goLive.media", goLive.media),
        front: ledger.take("goLive.front", goLive.front, liveDefaults.front),
        volumeGib: ledger.take("goLive.volumeGib", goLive.volumeGib, liveDefaults.volumeGib),
        cpuPercent: ledger.take("goLive.scaleOut.cpuPercent", goLive.scaleOut?.cpuPercent, liveDefaults.cpuPercent),
        prometheusOperator: ledger.take(
          "goLive.prometheusOperator",
          goLive.prometheusOperator,
          liveDefaults.prometheusOperator,
        ),
      };
  }
}

/** Fills in live-webrtc on AWS. */
export function completeGoLiveAws(aws: GoLiveAwsEnvironment, protect: boolean, ledger: Ledger): CompleteGoLiveAws {
  const { live } = aws;
  return {
    topology: aws.topology,
    ...completeAwsCommon(aws, protect, ledger),
    live: {
      ...completeLive("aws.live", live, ledger),
      nodes: ledger.given("aws.live.nodes", nodeBounds(live.nodes)),
      instanceType: ledger.take("aws.live.instanceType", live.instanceType, liveDefaults.instanceType),
      cpuPercent: ledger.take("aws.live.scaleOut.cpuPercent", live.scaleOut?.cpuPercent, liveDefaults.cpuPercent),
      ...(live.turnSecretArn !== undefined && {
        turnSecretArn: ledger.given("aws.live.turnSecretArn", live.turnSecretArn),
      }),
      volumeGib: ledger.take("aws.live.volumeGib", undefined, liveDefaults.awsVolumeGib),
    },
    ...(aws.recordings && { recordings: ledger.given("aws.recordings", aws.recordings) }),
    elasticIps: ledger.take("aws.quotas.elasticIps", aws.quotas?.elasticIps, defaults.aws.elasticIps),
  };
}
