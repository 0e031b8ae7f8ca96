import { limits } from "../defaults";
import type { Ledger } from "../ledger";
import { regionPath } from "../settings/region-path";
import type { CompleteEnvironment, CompleteRegion, CompleteTurnJanus } from "../settings/settings";
import type {
  AddressPoolPlan,
  DnsZonePlan,
  SecretPlan,
  SecretRole,
  TurnJanusNetworkPlan,
  TurnJanusRole,
} from "../topology";
import { functionIssuer, turnReaderRoleName } from "./azure-names";
import { addressPoolName, nodeHostname, regionNames, secretName } from "./names";
import { balancerZone, zonePlans } from "./zones";

/** What the network plan of a region is made of. */
export interface NetworkSource {
  readonly environment: CompleteEnvironment;
  readonly aws: CompleteTurnJanus;
  readonly region: CompleteRegion;
  /** Whether this is the first region listed, which keeps the zone. */
  readonly home: boolean;
}

/** Network layer of one region, all but its identity. */
export function networkPlan(source: NetworkSource, ledger: Ledger): Omit<TurnJanusNetworkPlan, "stack"> {
  const { environment, aws, region } = source;
  return {
    ...(aws.account !== undefined && { accountId: aws.account }),
    cidr: region.cidr,
    ipv6: region.ipv6,
    nat: region.nat,
    zones: ledger.derive(
      `${regionPath(region.name)}.subnets`,
      zonePlans(region),
      "a 32nd of the VPC for each zone letter and tier",
    ),
    ...balancerZone(region),
    interfaceEndpoints: region.interfaceEndpoints,
    addressPools: [addressPool(source, "turn", ledger), addressPool(source, "media", ledger)],
    dnsZone: ledger.derive(
      `${regionPath(region.name)}.dnsZone`,
      dnsZone(source),
      "the first region keeps the zone unless one is given",
    ),
    names: ledger.derive(
      `${regionPath(region.name)}.names`,
      regionNames(region.name, environment.domain),
      "<service>.<region>.<domain>",
    ),
    turnTls: aws.turn.tls.mode,
    secrets: secretPlans(source),
    logRetentionDays: aws.logRetentionDays,
    notify: environment.notify,
    ...(source.home && turnReader(environment, aws)),
  };
}

/** Functions on Azure that hand out credentials of the fleet, once the file names their identities. */
function turnReader(
  environment: CompleteEnvironment,
  aws: CompleteTurnJanus,
): Pick<TurnJanusNetworkPlan, "turnReader"> {
  const federation = environment.azure?.federation;
  if (!federation) {
    return {};
  }
  return {
    turnReader: {
      roleName: turnReaderRoleName(environment.name),
      issuer: functionIssuer(federation.tenant),
      audience: federation.audience,
      subjects: Object.values(federation.identities),
      secrets: aws.regions.map(({ name }) => ({
        region: name,
        name: secretName(environment.name, name, "turn-shared"),
      })),
    },
  };
}

function addressPool(
  { environment, aws, region }: NetworkSource,
  role: TurnJanusRole,
  ledger: Ledger,
): AddressPoolPlan {
  const slots = Array.from({ length: aws[role].nodes.max }, (_, index) => ({
    slot: index + 1,
    hostname: nodeHostname(role, index + 1, region.name, environment.domain),
  }));
  ledger.derive(
    `${regionPath(region.name)}.addresses.${role}`,
    slots.map(({ hostname }) => hostname),
    "one Elastic IP and name for each node up to the maximum",
  );
  return { role, pool: addressPoolName(environment.name, role), slots };
}

function dnsZone({ environment, aws, home }: NetworkSource): DnsZonePlan {
  if (aws.zoneId !== undefined) {
    return { kind: "given", name: environment.domain, zoneId: aws.zoneId };
  }
  return { kind: home ? "create" : "find", name: environment.domain };
}

function secretPlans({ environment, aws, region }: NetworkSource): SecretPlan[] {
  const roles: readonly SecretRole[] =
    aws.media.engine.kind === "janus" ? ["turn-shared", "janus-token", "janus-admin"] : ["turn-shared"];
  return roles.map((role) => ({
    role,
    name: secretName(environment.name, region.name, role),
    length: limits.secretLength,
    version: 1,
    ...(aws.rotationDays > 0 && { rotationDays: aws.rotationDays }),
  }));
}
