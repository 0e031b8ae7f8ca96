import { resourceName } from "../../shared/naming";
import type { StackIdentity } from "../../shared/stack-identity";
import type { Ledger } from "../ledger";
import type { CompleteAws, CompleteEnvironment } from "../settings/settings";
import type { AwsBootstrapPlan, AwsGlobalPlan, AwsTopology, BudgetPlan, DeployIdentityPlan } from "../topology";
import { mediaFleet, turnFleet } from "./fleets";
import { globalTurnName, regionNames } from "./names";
import { networkPlan } from "./network";
import { stackId, stackIdentity } from "./stack-identities";

const topology = "turn-janus";

/** Everything of one environment on AWS. The settings have passed the checks. */
export function resolveAws(environment: CompleteEnvironment, aws: CompleteAws, ledger: Ledger): AwsTopology {
  const home = homeRegion(aws);
  const bootstrap = bootstrapPlan(environment, aws, home);
  const regions = aws.regions.map((region) => {
    const isHome = region.name === home;
    const network = identity(environment, region.name, "network", [
      ...(bootstrap ? [bootstrap.stack.id] : []),
      ...(isHome || aws.zoneId !== undefined ? [] : [stackId(environment.name, "aws", home, "network")]),
    ]);
    const source = { environment, aws, region };
    return {
      region: region.name,
      network: { stack: network, ...networkPlan({ environment, aws, region, home: isHome }, ledger) },
      app: {
        stack: identity(environment, region.name, "app", [network.id]),
        ...account(aws),
        network,
        ipv6: region.ipv6,
        names: regionNames(region.name, environment.domain),
        turn: turnFleet(source, ledger),
        media: mediaFleet(source, ledger),
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
  return { kind: topology, ...(bootstrap && { bootstrap }), regions, ...(global && { global }) };
}

/** The first region listed keeps the zone and the budget. */
function homeRegion(aws: CompleteAws): string {
  const [first] = aws.regions;
  if (!first) {
    throw new RangeError("an environment without a region; the checks have to say so before plans are made");
  }
  return first.name;
}

function identity(
  environment: CompleteEnvironment,
  region: string,
  layer: StackIdentity["layer"],
  after: readonly string[],
): StackIdentity {
  return stackIdentity(environment, { cloud: "aws", region, layer, topology, after });
}

function account(aws: CompleteAws): { readonly accountId?: string } {
  return aws.account === undefined ? {} : { accountId: aws.account };
}

/** Exists where there is something to lay the ground for: a state bucket or a deploy identity. */
function bootstrapPlan(environment: CompleteEnvironment, aws: CompleteAws, home: string): AwsBootstrapPlan | undefined {
  const { state, deploy } = environment;
  if (state.kind !== "s3" && !deploy) {
    return undefined;
  }
  return {
    stack: identity(environment, state.kind === "s3" ? state.region : home, "bootstrap", []),
    ...account(aws),
    ...(state.kind === "s3" && { stateBucket: state.bucket }),
    ...(deploy && { deployIdentity: deployIdentity(environment.name, deploy) }),
  };
}

function deployIdentity(environment: string, deploy: NonNullable<CompleteEnvironment["deploy"]>): DeployIdentityPlan {
  return deploy.kind === "github"
    ? {
        issuer: "https://token.actions.githubusercontent.com",
        audience: "sts.amazonaws.com",
        subjects: [`repo:${deploy.repository}:environment:${deploy.environment ?? environment}`],
      }
    : { issuer: deploy.issuer, audience: deploy.audience, subjects: deploy.subjects };
}

function budgetPlan(environment: CompleteEnvironment, budget: NonNullable<CompleteEnvironment["budget"]>): BudgetPlan {
  return {
    name: resourceName("general", "webrtc", environment.name),
    monthly: budget.monthly,
    costCenter: environment.costCenter,
    notify: budget.notify,
  };
}

function globalPlan(
  environment: CompleteEnvironment,
  aws: CompleteAws,
  networks: readonly StackIdentity[],
): AwsGlobalPlan | undefined {
  if (networks.length < 2) {
    return undefined;
  }
  return {
    stack: identity(
      environment,
      homeRegion(aws),
      "global",
      networks.map(({ id }) => id),
    ),
    ...account(aws),
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
