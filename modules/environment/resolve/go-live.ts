import { liveNodePorts } from "../../shared/live-ports";
import { resourceName } from "../../shared/naming";
import { findInstanceType } from "../catalog/instance-types";
import { defaults, limits } from "../defaults";
import type { Ledger } from "../ledger";
import { liveDefaults } from "../live-defaults";
import type { CompleteGoLiveAws } from "../settings/live-settings";
import { regionPath } from "../settings/region-path";
import type { CompleteEnvironment, CompleteRegion } from "../settings/settings";
import type { GoLiveAppPlan, GoLiveNetworkPlan, GoLiveTopology, LiveFleetPlan } from "../topology";
import { accountOf, awsIdentity, bootstrapPlan, budgetPlan, homeRegion } from "./aws-layers";
import { livePlan } from "./live";
import { addressPoolName, nodeHostname, secretName } from "./names";
import { stackId } from "./stack-identities";
import { balancerZone, zonePlans } from "./zones";

/** Folder of the bucket that instances write to. */
const recordingsPrefix = "live";

interface LiveSource {
  readonly environment: CompleteEnvironment;
  readonly aws: CompleteGoLiveAws;
  readonly region: CompleteRegion;
  readonly home: boolean;
}

/** live-webrtc in every region. */
export function resolveGoLiveAws(
  environment: CompleteEnvironment,
  aws: CompleteGoLiveAws,
  ledger: Ledger,
): GoLiveTopology {
  const home = homeRegion(aws);
  const bootstrap = bootstrapPlan(environment, aws);
  const regions = aws.regions.map((region) => {
    const source = { environment, aws, region, home: region.name === home };
    const network = networkPlan(source, bootstrap?.stack.id, ledger);
    return { region: region.name, network, app: appPlan(source, network, ledger) };
  });
  return { kind: aws.topology, ...(bootstrap && { bootstrap }), regions };
}

function networkPlan(source: LiveSource, bootstrap: string | undefined, ledger: Ledger): GoLiveNetworkPlan {
  const { environment, aws, region, home } = source;
  const made = home || aws.zoneId !== undefined;
  return {
    stack: awsIdentity(environment, aws, region.name, "network", [
      ...(bootstrap === undefined ? [] : [bootstrap]),
      ...(made ? [] : [stackId(environment.name, "aws", homeRegion(aws), "network")]),
    ]),
    ...accountOf(aws),
    cidr: region.cidr,
    ipv6: region.ipv6,
    nat: region.nat,
    zones: zonePlans(region),
    ...balancerZone(region),
    interfaceEndpoints: region.interfaceEndpoints,
    dnsZone:
      aws.zoneId === undefined
        ? { kind: home ? "create" : "find", name: environment.domain }
        : { kind: "given", name: environment.domain, zoneId: aws.zoneId },
    logRetentionDays: aws.logRetentionDays,
    notify: environment.notify,
    addressPool: {
      role: "live",
      pool: addressPoolName(environment.name, "live"),
      slots: Array.from({ length: aws.live.nodes.max }, (_, index) => ({
        slot: index + 1,
        hostname: nodeHostname("live", index + 1, region.name, environment.domain),
      })),
    },
    hostname: publicName(source),
    internalZone: ledger.derive(
      `${regionPath(region.name)}.internalZone`,
      internalZone(environment.name),
      "names that only the VPC knows: instances find each other by them",
    ),
    secrets: (["live-access", "live-admin"] as const).map((role) => ({
      role,
      name: secretName(environment.name, region.name, role),
      length: limits.secretLength,
      version: 1,
    })),
    roomDirectory: aws.live.rooms.kind === "directory",
    ...(aws.recordings && { recordings: aws.recordings }),
  };
}

function appPlan(source: LiveSource, network: GoLiveNetworkPlan, ledger: Ledger): GoLiveAppPlan {
  const { environment, aws, region, home } = source;
  return {
    stack: awsIdentity(environment, aws, region.name, "app", [network.stack.id]),
    ...accountOf(aws),
    network: network.stack,
    oneZone: region.zones.length === 1,
    ipv6: region.ipv6,
    domain: environment.domain,
    fleet: fleetPlan(source, network, ledger),
    ...(home && environment.budget && { budget: budgetPlan(environment, environment.budget) }),
    protect: environment.protect,
  };
}

function fleetPlan(source: LiveSource, network: GoLiveNetworkPlan, ledger: Ledger): LiveFleetPlan {
  const { environment, aws } = source;
  const { live } = aws;
  const instanceType = findInstanceType(live.instanceType);
  if (!instanceType) {
    throw new RangeError(`instance type ${live.instanceType} is not known; the checks have to say so`);
  }
  const suffix = instanceType.architecture === "arm64" ? "arm64" : "amd64";
  const drainLimitSeconds = Math.round(live.drainMinutes * 60);
  return {
    role: "live",
    name: resourceName("awsFleet", "webrtc", environment.name, "live"),
    addressPool: network.addressPool.pool,
    nodes: live.nodes,
    instanceType,
    image: {
      kind: "mutable",
      parameter: `/aws/service/canonical/ubuntu/server/24.04/stable/current/${suffix}/hvm/ebs-gp3/ami-id`,
    },
    placement: "none",
    volumeGib: live.volumeGib,
    lifecycle: {
      launchTimeoutSeconds: defaults.fleet.mutableLaunchSeconds.value,
      drainHeartbeatSeconds: heartbeatSeconds(drainLimitSeconds),
      drainLimitSeconds,
    },
    warmPoolSize: 0,
    schedules: [],
    ports: liveNodePorts(live.mediaPorts),
    logRetentionDays: aws.logRetentionDays,
    live: livePlan(live, network.hostname, undefined, ledger),
    internalNames: network.addressPool.slots.map(({ slot }) => `live-${slot}.${network.internalZone}`),
    internalZone: network.internalZone,
    vpcCidr: network.cidr,
    recordings: aws.recordings !== undefined,
    recordingsPrefix,
    ...(live.turnSecretArn !== undefined && { turnSecretArn: live.turnSecretArn }),
    ...(live.rooms.kind === "directory" && {
      directory: {
        name: resourceName("awsReplicationGroup", environment.name, "live-rooms"),
        nodeType: ledger.derive(
          "aws.live.rooms.nodeType",
          liveDefaults.directoryNodeType.value,
          liveDefaults.directoryNodeType.reason,
        ),
        nodes: Math.min(network.zones.length, 2),
      },
    }),
    scaling: {
      scaleOutCpuPercent: live.cpuPercent,
      scaleInCpuPercent: ledger.derive(
        "aws.live.scaleIn.cpuPercent",
        Math.floor(live.cpuPercent / 2),
        "half of scaleOut: far enough apart not to swing",
      ),
    },
  };
}

/** A hook takes so many heartbeats, and none sooner than after 30 seconds (EC2 Auto Scaling). */
function heartbeatSeconds(drainLimitSeconds: number): number {
  const fewest = Math.ceil(drainLimitSeconds / limits.lifecycleHeartbeats);
  const usual = Math.min(defaults.fleet.drainHeartbeatSeconds.value, drainLimitSeconds);
  return Math.max(usual, fewest, 30);
}

function publicName({ environment, region }: LiveSource): string {
  return `live.${region.name}.${environment.domain}`;
}

function internalZone(environment: string): string {
  return `${environment}.live.internal`;
}
