import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { TurnJanusNetworkPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import type { DeploymentAccount } from "../deployment-account";
import type { LayerNames } from "../layer-names";
import { FlowLogs } from "./flow-logs";
import { RegionVpc } from "./region-vpc";
import { ServiceEndpoints } from "./service-endpoints";
import { ZoneNat } from "./zone-nat";
import { BalancerSubnet, ZoneSubnets } from "./zone-subnets";

/** The network of one region. */
export interface RegionNetworkProps {
  readonly account: DeploymentAccount;
  readonly names: LayerNames;
  readonly plan: Pick<
    TurnJanusNetworkPlan,
    "balancerZone" | "cidr" | "ipv6" | "nat" | "zones" | "interfaceEndpoints" | "logRetentionDays"
  >;
  readonly logKeyArn: string;
  readonly protect: boolean;
}

/** VPC, subnets per zone, ways out, endpoints and flow logs. */
export class RegionNetwork extends Construct {
  readonly vpcId: string;
  /** One per zone of nodes, in their order, then that of `balancerZone`. */
  readonly publicSubnetIds: string[];
  readonly privateSubnetIds: string[];
  /** The way to the internet. */
  readonly internet: ITerraformDependable;

  constructor(scope: Construct, id: string, props: RegionNetworkProps) {
    super(scope, id);
    tagRole(this, "network");
    const { account, names, plan, protect } = props;
    const name = names.resource();
    const vpc = new RegionVpc(this, "vpc", { name, cidr: plan.cidr, ipv6: plan.ipv6, protect });
    const zones = plan.zones.map((zone) => ({
      suffix: zone.suffix,
      subnets: new ZoneSubnets(this, `zone-${zone.suffix}`, { name, vpc, zone }),
    }));
    const balancer =
      plan.balancerZone &&
      new BalancerSubnet(this, `zone-${plan.balancerZone.suffix}`, { name, vpc, zone: plan.balancerZone });
    for (const gateway of natGateways(plan.nat, zones)) {
      new ZoneNat(this, `nat-${gateway.suffix}`, {
        name: names.resource("nat", gateway.suffix),
        publicSubnetId: gateway.subnets.publicSubnetId,
        routeTables: gateway.routeTables,
        protect,
      });
    }
    new ServiceEndpoints(this, "endpoints", {
      name,
      region: account.region,
      vpc,
      routeTableIds: [vpc.publicRouteTableId, ...zones.map(({ subnets }) => subnets.privateRouteTableId)],
      subnetIds: zones.map(({ subnets }) => subnets.privateSubnetId),
      services: plan.interfaceEndpoints,
    });
    new FlowLogs(this, "flow-logs", {
      account,
      roleName: names.resource("flow-logs"),
      logGroupName: names.logGroup("flow-logs"),
      vpcId: vpc.id,
      keyArn: props.logKeyArn,
      retentionDays: plan.logRetentionDays,
      protect,
    });

    this.vpcId = vpc.id;
    this.internet = vpc.internet;
    this.publicSubnetIds = [...zones.map(({ subnets }) => subnets), ...(balancer ? [balancer] : [])].map(
      ({ publicSubnetId }) => publicSubnetId,
    );
    this.privateSubnetIds = zones.map(({ subnets }) => subnets.privateSubnetId);
  }
}

interface Zone {
  readonly suffix: string;
  readonly subnets: ZoneSubnets;
}

/** Zones that hold a NAT gateway, with the route tables that lead to it. One gateway stands in the first zone and serves all. */
function natGateways(
  nat: TurnJanusNetworkPlan["nat"],
  zones: readonly Zone[],
): readonly (Zone & { readonly routeTables: Readonly<Record<string, string>> })[] {
  const tables = (served: readonly Zone[]): Record<string, string> =>
    Object.fromEntries(served.map(({ suffix, subnets }) => [suffix, subnets.privateRouteTableId]));
  switch (nat) {
    case "none":
      return [];
    case "one":
      return zones.slice(0, 1).map((zone) => ({ ...zone, routeTables: tables(zones) }));
    case "per-zone":
      return zones.map((zone) => ({ ...zone, routeTables: tables([zone]) }));
  }
}
