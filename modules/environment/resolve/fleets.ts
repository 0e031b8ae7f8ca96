import { resourceName } from "../../shared/naming";
import { janusPorts, mediasoupPorts, turnPorts } from "../../shared/ports";
import { findInstanceType } from "../catalog/instance-types";
import type { Ledger } from "../ledger";
import type {
  CompleteEnvironment,
  CompleteFleet,
  CompleteMedia,
  CompleteRegion,
  CompleteTurnJanus,
} from "../settings/settings";
import type {
  FleetPlan,
  ImagePlan,
  InstanceTypeFacts,
  MediaFleetPlan,
  TurnFleetPlan,
  TurnJanusRole,
} from "../topology";
import { addressPoolName, imageParameter, regionNames } from "./names";
import { placement } from "./placement";
import { bytesPerMinute, turnLimits } from "./turn-limits";

/** What a fleet plan is made of, besides its own settings. */
export interface FleetSource {
  readonly environment: CompleteEnvironment;
  readonly aws: CompleteTurnJanus;
  readonly region: CompleteRegion;
}

/** The TURN fleet of one region. */
export function turnFleet(source: FleetSource, ledger: Ledger): TurnFleetPlan {
  const { turn } = source.aws;
  const instanceType = typeFacts(turn.instanceType);
  const limits = turnLimits(turn, instanceType);
  ledger.derive(
    "aws.turn.enforced",
    limits,
    `${instanceType.name} sustains ${instanceType.baselineMegabitsPerSecond} Mb/s; 90 % of what reaches the internet is handed out`,
  );
  return {
    ...fleet(source, "turn", turn, instanceType, ledger),
    role: "turn",
    realm: source.environment.domain,
    coturnVersion: turn.coturnVersion,
    relay: turn.relayPorts,
    tls: turn.tls,
    limits,
    ports: turnPorts({ tls: turn.tls.mode, relay: turn.relayPorts }),
    scaling: ledger.derive(
      "aws.turn.scaling",
      {
        targetBytesOutPerMinute: bytesPerMinute(instanceType, turn.bandwidthPercent),
        targetAllocations: Math.max(1, Math.floor((limits.allocationsPerNode * turn.allocationsPercent) / 100)),
        scaleInPercentOfTarget: turn.scaleInPercentOfTarget,
      },
      "shares of the type's bandwidth and of the allocations of a node",
    ),
  };
}

/** The media fleet of one region. */
export function mediaFleet(source: FleetSource, ledger: Ledger): MediaFleetPlan {
  const { media } = source.aws;
  const instanceType = typeFacts(media.instanceType);
  return {
    ...fleet(source, "media", media, instanceType, ledger),
    role: "media",
    engine: engine(media, instanceType),
    rtp: media.rtpPorts,
    apiHostname: regionNames(source.region.name, source.environment.domain).media,
    ports:
      media.engine.kind === "janus" ? janusPorts({ rtp: media.rtpPorts }) : mediasoupPorts({ rtp: media.rtpPorts }),
    scaling: { scaleOutCpuPercent: media.scaleOutCpuPercent, scaleInCpuPercent: media.scaleInCpuPercent },
  };
}

function fleet(
  { environment, aws, region }: FleetSource,
  role: TurnJanusRole,
  settings: CompleteFleet,
  instanceType: InstanceTypeFacts,
  ledger: Ledger,
): Omit<FleetPlan, "role" | "ports"> {
  return {
    name: resourceName("awsFleet", "webrtc", environment.name, role),
    addressPool: addressPoolName(environment.name, role),
    nodes: settings.nodes,
    instanceType,
    image: imagePlan(environment.name, role, aws.image, instanceType),
    placement: placement({ role, settings, type: instanceType, region }, ledger),
    volumeGib: settings.volumeGib,
    lifecycle: {
      launchTimeoutSeconds: settings.launchSeconds,
      drainHeartbeatSeconds: settings.drainHeartbeatSeconds,
      drainLimitSeconds: Math.round(settings.drainHours * 3600),
    },
    warmPoolSize: settings.warmPool,
    schedules: settings.schedules.map(({ name, cron, timeZone, nodes }) => ({
      name,
      recurrence: cron,
      timeZone,
      ...nodes,
    })),
    logRetentionDays: aws.logRetentionDays,
  };
}

/** Janus does best with one event loop for each vCPU. */
function engine(media: CompleteMedia, instanceType: InstanceTypeFacts): MediaFleetPlan["engine"] {
  return media.engine.kind === "janus"
    ? { kind: "janus", eventLoops: instanceType.vcpus }
    : { kind: "mediasoup", bundleKey: media.engine.bundle.key, bundleSha256: media.engine.bundle.sha256 };
}

function imagePlan(
  environment: string,
  role: TurnJanusRole,
  image: CompleteTurnJanus["image"],
  { architecture }: InstanceTypeFacts,
): ImagePlan {
  if (image === "mutable") {
    const suffix = architecture === "arm64" ? "arm64" : "amd64";
    const release = "/aws/service/canonical/ubuntu/server/24.04/stable/current";
    return { kind: "mutable", parameter: `${release}/${suffix}/hvm/ebs-gp3/ami-id` };
  }
  if (image === "immutable") {
    return { kind: "immutable", parameter: imageParameter(environment, role) };
  }
  return image[role].startsWith("/")
    ? { kind: "immutable", parameter: image[role] }
    : { kind: "immutable", imageId: image[role] };
}

function typeFacts(name: string): InstanceTypeFacts {
  const facts = findInstanceType(name);
  if (!facts) {
    throw new RangeError(`instance type ${name} is not known; the checks have to say so before plans are made`);
  }
  return facts;
}
