import type { StackIdentity } from "../../shared/stack-identity";
import { limits } from "../defaults";
import type { Ledger } from "../ledger";
import type { CompleteCredentialApi, CompleteEnvironment, CompleteTurnJanus } from "../settings/settings";
import type { CredentialApiPlan, TurnJanusGlobalPlan, TurnJanusTopology } from "../topology";
import { accountOf, awsIdentity, bootstrapPlan, budgetPlan, homeRegion } from "./aws-layers";
import { mediaFleet, turnFleet } from "./fleets";
import { globalTurnName, regionNames } from "./names";
import { networkPlan } from "./network";
import { stackId } from "./stack-identities";
import { turnUrls } from "./turn-urls";

/** TURN and media fleets in every region. */
export function resolveTurnJanus(
  environment: CompleteEnvironment,
  aws: CompleteTurnJanus,
  ledger: Ledger,
): TurnJanusTopology {
  const home = homeRegion(aws);
  const bootstrap = bootstrapPlan(environment, aws);
  const regions = aws.regions.map((region) => {
    const isHome = region.name === home;
    const network = awsIdentity(environment, aws, region.name, "network", [
      ...(bootstrap ? [bootstrap.stack.id] : []),
      ...(isHome || aws.zoneId !== undefined ? [] : [stackId(environment.name, "aws", home, "network")]),
    ]);
    const source = { environment, aws, region };
    return {
      region: region.name,
      network: { stack: network, ...networkPlan({ environment, aws, region, home: isHome }, ledger) },
      app: {
        stack: awsIdentity(environment, aws, region.name, "app", [network.id]),
        ...accountOf(aws),
        network,
        oneZone: region.zones.length === 1,
        ipv6: region.ipv6,
        names: regionNames(region.name, environment.domain),
        turn: turnFleet(source, ledger),
        media: mediaFleet(source, ledger),
        ...(aws.credentials && { credentials: credentialApi(environment, aws, aws.credentials, region.name) }),
        ...(isHome && environment.budget && { budget: budgetPlan(environment, environment.budget) }),
        protect: environment.protect,
      },
    };
  });
  const global = globalPlan(
    environment,
    aws,
    regions.map(({ network }) => network.stack),
  );
  return { kind: aws.topology, ...(bootstrap && { bootstrap }), regions, ...(global && { global }) };
}

function credentialApi(
  { domain }: CompleteEnvironment,
  { turn, logRetentionDays }: CompleteTurnJanus,
  api: CompleteCredentialApi,
  region: string,
): CredentialApiPlan {
  return {
    ...api,
    turnUrls: turnUrls(regionNames(region, domain), turn.tls.mode === "nlb" ? "balancer" : turn.tls.mode),
    seconds: limits.credentialSeconds,
    calls: limits.credentialCalls,
    logRetentionDays,
  };
}

function globalPlan(
  environment: CompleteEnvironment,
  aws: CompleteTurnJanus,
  networks: readonly StackIdentity[],
): TurnJanusGlobalPlan | undefined {
  if (networks.length < 2) {
    return undefined;
  }
  return {
    stack: awsIdentity(
      environment,
      aws,
      homeRegion(aws),
      "global",
      networks.map(({ id }) => id),
    ),
    ...accountOf(aws),
    turnName: globalTurnName(environment.domain),
    regions: networks.map((network) => ({
      region: network.region,
      network,
      turnName: regionNames(network.region, environment.domain).turn,
      nodes: aws.turn.nodes.max,
    })),
    routing: aws.routing,
  };
}
