import type { FleetPlan, TurnJanusAppPlan, TurnJanusNetworkPlan, TurnJanusTopology } from "../environment/topology";
import { awsPrices, hoursPerMonth } from "./aws-prices";

/** A line of the estimate. */
export interface CostLine {
  readonly what: string;
  /** US dollars a month with every fleet at its minimum. */
  readonly minimum: number;
  /** The same with every fleet at its maximum. */
  readonly maximum: number;
}

/** What an environment on AWS costs and carries before any traffic. */
export interface AwsEstimate {
  readonly lines: readonly CostLine[];
  /** US dollars a month, without traffic. */
  readonly monthly: { readonly minimum: number; readonly maximum: number };
  /** US dollars per TB that leaves towards the internet: the larger part of most bills. */
  readonly egressPerTerabyte: number;
  /** Relayed allocations at the rate that the environment allows to each. */
  readonly allocations: { readonly minimum: number; readonly maximum: number };
}

/** Estimates cost and capacity of the resolved environment. Load balancer capacity units, log volume and traffic are not in it. */
export function estimateAws(topology: TurnJanusTopology): AwsEstimate {
  const lines = topology.regions.flatMap(({ region, network, app }) => [
    ...networkLines(region, network),
    ...appLines(region, app),
  ]);
  const turn = topology.regions.map(({ app }) => app.turn);
  return {
    lines,
    monthly: { minimum: total(lines, "minimum"), maximum: total(lines, "maximum") },
    egressPerTerabyte: awsPrices.egressGigabyte * 1000,
    allocations: {
      minimum: turn.reduce((sum, fleet) => sum + fleet.nodes.min * fleet.limits.allocationsPerNode, 0),
      maximum: turn.reduce((sum, fleet) => sum + fleet.nodes.max * fleet.limits.allocationsPerNode, 0),
    },
  };
}

function networkLines(region: string, plan: TurnJanusNetworkPlan): readonly CostLine[] {
  const addresses = plan.addressPools.reduce((count, pool) => count + pool.slots.length, 0);
  const turnSlots = plan.addressPools.find((pool) => pool.role === "turn")?.slots.length ?? 0;
  const natGateways = { none: 0, one: 1, "per-zone": plan.zones.length }[plan.nat];
  return [
    fixed(`${region} Elastic IPs (${addresses})`, addresses * awsPrices.publicAddressHour * hoursPerMonth),
    fixed(`${region} NAT gateways (${natGateways})`, natGateways * awsPrices.natGatewayHour * hoursPerMonth),
    fixed(
      `${region} interface endpoints (${plan.interfaceEndpoints.length})`,
      plan.interfaceEndpoints.length * plan.zones.length * awsPrices.interfaceEndpointHour * hoursPerMonth,
    ),
    fixed(
      `${region} keys, secrets, zone, health checks`,
      2 * awsPrices.keyMonth +
        plan.secrets.length * awsPrices.secretMonth +
        (plan.dnsZone.kind === "create" ? awsPrices.hostedZoneMonth : 0) +
        turnSlots * awsPrices.healthCheckMonth,
    ),
  ].filter((line) => line.maximum > 0);
}

function appLines(region: string, plan: TurnJanusAppPlan): readonly CostLine[] {
  const balancers = plan.turn.tls.mode === "nlb" ? 2 : 1;
  return [
    fleetLine(`${region} TURN`, plan.turn),
    fleetLine(`${region} media`, plan.media),
    fixed(`${region} load balancers (${balancers})`, balancers * awsPrices.loadBalancerHour * hoursPerMonth),
  ];
}

function fleetLine(what: string, fleet: FleetPlan): CostLine {
  const node = fleet.instanceType.dollarsPerHour * hoursPerMonth + fleet.volumeGib * awsPrices.volumeGibMonth;
  const waiting = fleet.warmPoolSize * fleet.volumeGib * awsPrices.volumeGibMonth;
  const { min, max } = fleet.nodes;
  return {
    what: `${what} ${min === max ? min : `${min}–${max}`} × ${fleet.instanceType.name}`,
    minimum: min * node + waiting,
    maximum: max * node + waiting,
  };
}

function fixed(what: string, dollars: number): CostLine {
  return { what, minimum: dollars, maximum: dollars };
}

function total(lines: readonly CostLine[], bound: "minimum" | "maximum"): number {
  return lines.reduce((sum, line) => sum + line[bound], 0);
}
