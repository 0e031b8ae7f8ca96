import { resourceName } from "../../shared/naming";
import { masterPorts, openviduMediaPorts } from "../../shared/openvidu-ports";
import { findInstanceType } from "../catalog/instance-types";
import type { Ledger } from "../ledger";
import { openviduLimits } from "../openvidu-defaults";
import type { CompleteOpenviduHa } from "../settings/openvidu-settings";
import type { CompleteEnvironment, CompleteRegion } from "../settings/settings";
import type {
  MasterSlotPlan,
  MasterVolumesPlan,
  OpenviduAppPlan,
  OpenviduHaTopology,
  OpenviduImagePlan,
  OpenviduMediaPlan,
  OpenviduNetworkPlan,
  OpenviduNodesPlan,
  OpenviduSoftwarePlan,
} from "../topology";
import { accountOf, awsIdentity, bootstrapPlan, budgetPlan, homeRegion } from "./aws-layers";
import { masterZones } from "./master-zones";
import { secretName } from "./names";
import { zonePlans } from "./zones";

/** What the plans of OpenVidu are made of. */
interface OpenviduSource {
  readonly environment: CompleteEnvironment;
  readonly aws: CompleteOpenviduHa;
  readonly region: CompleteRegion;
  readonly volumes: MasterVolumesPlan;
}

/** OpenVidu in its one region. */
export function resolveOpenviduHa(
  environment: CompleteEnvironment,
  aws: CompleteOpenviduHa,
  ledger: Ledger,
): OpenviduHaTopology {
  const name = homeRegion(aws);
  const region = aws.regions.find((candidate) => candidate.name === name);
  if (!region) {
    throw new RangeError(`the region ${name} is not in the environment`);
  }
  const slots = ledger.derive(
    "aws.masters.slots",
    masterSlots(environment.name, aws, region),
    "four masters, dealt to the zones in turn",
  );
  const source = { environment, aws, region, volumes: { ...aws.masters.volumes, slots } };
  const bootstrap = bootstrapPlan(environment, aws);
  const network = networkPlan(source, bootstrap ? [bootstrap.stack.id] : []);
  return {
    kind: aws.topology,
    ...(bootstrap && { bootstrap }),
    regions: [{ region: name, network, app: appPlan(source, network) }],
  };
}

function masterSlots(
  environment: string,
  { masters, vpc }: CompleteOpenviduHa,
  region: CompleteRegion,
): readonly MasterSlotPlan[] {
  return masterZones(region, vpc).map((zone, index) => {
    const number = index + 1;
    const snapshotId = masters.volumes.restore[String(number)];
    return {
      number,
      zone,
      slot: `${environment}-master-${number}`,
      ...(snapshotId !== undefined && { snapshotId }),
    };
  });
}

function networkPlan(
  { environment, aws, region, volumes }: OpenviduSource,
  after: readonly string[],
): OpenviduNetworkPlan {
  const { snapshotHours, snapshotsKept } = aws.masters.volumes;
  const secret = (role: string): string => secretName(environment.name, region.name, `openvidu-${role}`);
  return {
    stack: awsIdentity(environment, aws, region.name, "network", after),
    ...accountOf(aws),
    vpc: aws.vpc
      ? {
          kind: "existing",
          vpcId: aws.vpc.id,
          masterSubnets: aws.vpc.masterSubnets,
          mediaSubnets: aws.vpc.mediaSubnets,
        }
      : {
          kind: "own",
          cidr: region.cidr,
          ipv6: region.ipv6,
          nat: region.nat,
          zones: zonePlans(region),
          interfaceEndpoints: region.interfaceEndpoints,
        },
    dnsZone:
      aws.zoneId === undefined
        ? { kind: "create", name: environment.domain }
        : { kind: "given", name: environment.domain, zoneId: aws.zoneId },
    web: {
      hostname: aws.openvidu.hostname,
      ...(aws.certificateArn !== undefined && { certificateArn: aws.certificateArn }),
    },
    ...(aws.turnTls && { turnTls: aws.turnTls }),
    masters: volumes.slots,
    volumes,
    snapshots: { everyHours: snapshotHours, keep: snapshotsKept },
    credentials: {
      secretNames: { master: secret("master"), media: secret("media"), operators: secret("credentials") },
      length: openviduLimits.credentialLength,
      version: 1,
    },
    buckets: aws.buckets,
    logRetentionDays: aws.logRetentionDays,
    notify: environment.notify,
  };
}

function appPlan({ environment, aws, region, volumes }: OpenviduSource, network: OpenviduNetworkPlan): OpenviduAppPlan {
  return {
    stack: awsIdentity(environment, aws, region.name, "app", [network.stack.id]),
    ...accountOf(aws),
    network: network.stack,
    ipv6: aws.vpc === undefined && region.ipv6,
    hostname: aws.openvidu.hostname,
    ...(aws.turnTls && { turnHostname: aws.turnTls.hostname }),
    software: softwarePlan(aws),
    masters: {
      ...nodesPlan(aws, aws.masters.instanceType),
      role: "master",
      ports: masterPorts(),
      groups: volumes.slots.map((slot) => ({
        ...slot,
        name: resourceName("awsFleet", "webrtc", environment.name, `master-${slot.number}`),
      })),
      volumes,
    },
    media: mediaPlan(environment.name, aws),
    ...(aws.keyName !== undefined && { keyName: aws.keyName }),
    keepFailedNodes: aws.keepFailedNodes,
    ...(environment.budget && { budget: budgetPlan(environment, environment.budget) }),
    protect: environment.protect,
  };
}

function mediaPlan(environment: string, aws: CompleteOpenviduHa): OpenviduMediaPlan {
  return {
    ...nodesPlan(aws, aws.media.instanceType),
    role: "media",
    name: resourceName("awsFleet", "webrtc", environment, "media"),
    ports: openviduMediaPorts({ turnTls: aws.turnTls !== undefined }),
    nodes: aws.media.nodes,
    targetCpuPercent: aws.media.targetCpuPercent,
  };
}

function nodesPlan(aws: CompleteOpenviduHa, type: string): Omit<OpenviduNodesPlan, "role" | "ports"> {
  const instanceType = findInstanceType(type);
  if (!instanceType) {
    throw new RangeError(`instance type ${type} is not known; the checks have to say so before plans are made`);
  }
  return {
    instanceType,
    image: imagePlan(aws.image, instanceType.architecture),
    rootGib: openviduLimits.rootGib,
    lifecycle: {
      launchTimeoutSeconds: openviduLimits.launchSeconds,
      drainHeartbeatSeconds: aws.media.drainHeartbeatSeconds,
      drainLimitSeconds: Math.round(aws.media.drainHours * 3600),
    },
  };
}

function imagePlan(image: CompleteOpenviduHa["image"], architecture: "x86_64" | "arm64"): OpenviduImagePlan {
  return image === "amazon-linux"
    ? {
        rootDevice: "/dev/xvda",
        parameter: `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`,
      }
    : { rootDevice: image.rootDevice, imageId: image.id };
}

function softwarePlan({ openvidu }: CompleteOpenviduHa): OpenviduSoftwarePlan {
  const { masterSha256, mediaSha256, from } = openvidu.installer;
  const vendor = `https://get.openvidu.io/pro/ha/${openvidu.version}`;
  return {
    version: openvidu.version,
    installers: {
      master: {
        sha256: masterSha256,
        ...(from === "vendor" ? { url: `${vendor}/install_ov_master_node.sh` } : { key: from.masterKey }),
      },
      media: {
        sha256: mediaSha256,
        ...(from === "vendor" ? { url: `${vendor}/install_ov_media_node.sh` } : { key: from.mediaKey }),
      },
    },
    licenseArn: openvidu.licenseArn,
    rtcEngine: openvidu.rtcEngine,
    installFlags: openvidu.installFlags,
  };
}
