import { resourceName } from "../../shared/naming";
import { turnPorts } from "../../shared/ports";
import { azureLimits } from "../azure-defaults";
import { findAzureRegion } from "../catalog/azure-regions";
import { findVmSize, type VmSizeFacts } from "../catalog/azure-skus";
import { defaults, limits } from "../defaults";
import type { CompleteAzureTurn, CompleteTurnSource } from "../settings/azure-settings";
import type { CompleteEnvironment } from "../settings/settings";
import type { InstanceTypeFacts, TurnFleetPlan, TurnLimits } from "../topology";
import type { AzureTurnAddressPlan, AzureTurnFleetPlan, TurnSourcePlan } from "../topology/azure";
import { turnReaderRoleName } from "./azure-names";
import { nodeHostname, regionNames, secretName } from "./names";
import { turnUrls } from "./turn-urls";

/** Addresses of the TURN nodes of a region: one per node, spread over the zones. */
export function azureTurnAddresses(domain: string, region: string, turn: CompleteAzureTurn): AzureTurnAddressPlan {
  const zoneCount = findAzureRegion(region)?.zones ?? 0;
  // Every load balancer needs an address of its own beside those of the nodes.
  const addresses = turn.nodes + (turn.certificate === undefined ? 0 : 1);
  return {
    slots: Array.from({ length: turn.nodes }, (_, index) => ({
      slot: index + 1,
      ...(zoneCount > 0 && { zone: String((index % zoneCount) + 1) }),
      hostname: nodeHostname("turn", index + 1, region, domain),
      recordName: `turn-${index + 1}`,
    })),
    zones: Array.from({ length: zoneCount }, (_, index) => String(index + 1)),
    prefixLength: 32 - Math.max(1, Math.ceil(Math.log2(addresses))),
    dnsZone: regionNames(region, domain).service,
    tls: turn.certificate !== undefined,
  };
}

/** The TURN fleet of a region on Azure. */
export function azureTurnFleet(
  environment: CompleteEnvironment,
  region: string,
  turn: CompleteAzureTurn,
): AzureTurnFleetPlan {
  const tls: TurnFleetPlan["tls"] =
    turn.certificate === undefined
      ? { mode: "off" }
      : { mode: "node", certificate: { kind: "secret", secretArn: turn.certificate } };
  const perNode = nodeLimits(turn);
  return {
    ...azureTurnAddresses(environment.domain, region, turn),
    size: turn.size,
    sshKey: turn.sshKey,
    ...(turn.certificate !== undefined && { certificate: turn.certificate }),
    domain: environment.domain,
    fleet: {
      role: "turn",
      name: resourceName("awsFleet", "webrtc", environment.name, region, "turn"),
      addressPool: `${environment.name}-turn`,
      nodes: { min: turn.nodes, max: turn.nodes },
      instanceType: sizeFacts(turn.size),
      image: { kind: "mutable", parameter: imageOf(turn.size) },
      placement: "spread",
      volumeGib: 30,
      lifecycle: {
        launchTimeoutSeconds: defaults.fleet.mutableLaunchSeconds.value,
        drainHeartbeatSeconds: defaults.fleet.drainHeartbeatSeconds.value,
        drainLimitSeconds: defaults.fleet.drainHours.value * 3600,
      },
      warmPoolSize: 0,
      schedules: [],
      ports: turnPorts({ tls: tls.mode, relay: turn.relayPorts }),
      logRetentionDays: defaults.aws.logRetentionDays.value,
      realm: environment.domain,
      coturnVersion: turn.coturnVersion,
      relay: turn.relayPorts,
      tls,
      limits: perNode,
      scaling: {
        targetBytesOutPerMinute: perNode.bytesPerSecondPerNode * 60,
        targetAllocations: perNode.allocationsPerNode,
        scaleInPercentOfTarget: defaults.turn.scaleInPercentOfTarget.value,
      },
    },
  };
}

/** Fleets of which a browser is told: it slows down beyond a few. */
const mostFleets = 3;

/**
 * TURN sources of the functions of a region, in the order in which clients fail over. The fleet on AWS is among them once AWS
 * trusts the functions.
 */
export function turnSources(environment: CompleteEnvironment, region: string): readonly TurnSourcePlan[] {
  const { azure, domain } = environment;
  const plansOf = (source: CompleteTurnSource): readonly TurnSourcePlan[] => {
    switch (source.kind) {
      case "aws":
        return awsSource(environment);
      case "metered":
        return [{ kind: "metered", app: source.app }];
      case "azure":
        return [
          {
            kind: "azure",
            urls: turnUrls(regionNames(region, domain), source.certificate === undefined ? "off" : "balancer"),
          },
        ];
    }
  };
  return (azure?.turn ?? []).flatMap(plansOf);
}

function awsSource({ aws, azure, domain, name }: CompleteEnvironment): readonly TurnSourcePlan[] {
  if (!azure?.federation || aws?.topology !== "turn-janus" || aws.account === undefined) {
    return [];
  }
  const { account, regions, turn } = aws;
  return [
    {
      kind: "aws",
      fleets: regions.slice(0, mostFleets).map(({ name: region }) => ({
        region,
        secretArn: `arn:aws:secretsmanager:${region}:${account}:secret:${secretName(name, region, "turn-shared")}`,
        urls: turnUrls(regionNames(region, domain), turn.tls.mode === "nlb" ? "balancer" : turn.tls.mode),
      })),
      roleArn: `arn:aws:iam::${account}:role/${turnReaderRoleName(name)}`,
      tokenResource: azure.federation.audience,
    },
  ];
}

/** Image of a size, as `publisher:offer:sku:version`: Canonical's offer has a SKU for each architecture. */
function imageOf(size: string): string {
  const sku = { x86_64: "server", arm64: "server-arm64" }[knownSize(size).architecture];
  return `Canonical:ubuntu-24_04-lts:${sku}:latest`;
}

function knownSize(name: string): VmSizeFacts {
  const facts = findVmSize(name);
  if (!facts) {
    throw new RangeError(`size ${name} is not known; the checks have to say so before plans are made`);
  }
  return facts;
}

function sizeFacts(name: string): InstanceTypeFacts {
  const facts = knownSize(name);
  return {
    name,
    vcpus: facts.vcpus,
    memoryGib: facts.memoryGib,
    architecture: facts.architecture,
    baselineMegabitsPerSecond: facts.megabitsPerSecond,
    burstable: false,
    dollarsPerHour: facts.dollarsPerHour,
  };
}

function nodeLimits(turn: CompleteAzureTurn): TurnLimits {
  const perAllocation = Math.floor((turn.megabitsPerSecond * 1e6) / 8);
  const perNode = Math.floor((azureLimits.usableTurnMegabits * limits.usableBandwidthShare * 1e6) / 8);
  const ports = turn.relayPorts.to - turn.relayPorts.from + 1;
  return {
    allocationsPerUser: turn.perUser,
    allocationsPerNode: Math.max(1, Math.min(Math.floor(perNode / perAllocation), ports, limits.allocationsPerNode)),
    bytesPerSecondPerAllocation: perAllocation,
    bytesPerSecondPerNode: Math.max(perNode, perAllocation),
  };
}
