import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Construct } from "constructs";
import type { AzureNetworkPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import type { Place } from "../place";
import { GuardedSubnet, type InboundRule, type OutboundDenial } from "./guarded-subnet";
import { PrivateZones } from "./private-zones";

/** The network of a region and who gets into the subnet of TURN nodes. */
export interface RegionNetworkProps {
  readonly place: Place;
  readonly plan: AzureNetworkPlan;
  readonly turnInbound: readonly InboundRule[];
  readonly turnDenials: readonly OutboundDenial[];
}

/** Private endpoints' subnet and names. */
export interface EndpointNetwork {
  readonly subnetId: string;
  readonly zones: PrivateZones;
}

/**
 * Virtual network of a region. Functions reach vault, storage and database by service endpoints, which cost nothing, or by
 * private endpoints where the plan has a subnet for them.
 */
export class RegionNetwork extends Construct {
  readonly functionSubnetId: string;
  /** Absent where services are reached by service endpoints. */
  readonly endpoints?: EndpointNetwork;
  /** Absent without TURN nodes. */
  readonly turnSubnetId?: string;

  constructor(scope: Construct, id: string, props: RegionNetworkProps) {
    super(scope, id);
    tagRole(this, "network");
    const { place, plan } = props;
    const network = new VirtualNetwork(this, "network", {
      name: place.local("network"),
      ...place.where,
      addressSpace: [plan.addressSpace],
    });
    const subnet = { place, virtualNetworkName: network.name };
    this.functionSubnetId = new GuardedSubnet(this, "functions", {
      ...subnet,
      role: "functions",
      cidr: plan.functionSubnet.cidr,
      delegation: plan.functionSubnet.delegation,
      serviceEndpoints: serviceEndpoints,
      // Functions have no other way out to metered.ca and AWS.
      defaultOutbound: true,
    }).id;
    if (plan.endpointSubnet) {
      this.endpoints = {
        subnetId: new GuardedSubnet(this, "endpoints", { ...subnet, role: "endpoints", cidr: plan.endpointSubnet.cidr })
          .id,
        zones: new PrivateZones(this, "zones", { place, virtualNetworkId: network.id }),
      };
    }
    if (plan.turn) {
      this.turnSubnetId = new GuardedSubnet(this, "turn", {
        ...subnet,
        role: "turn",
        cidr: plan.turn.cidr,
        serviceEndpoints: ["Microsoft.KeyVault", "Microsoft.Storage"],
        inbound: props.turnInbound,
        denials: props.turnDenials,
      }).id;
    }
  }
}

const serviceEndpoints = ["Microsoft.KeyVault", "Microsoft.Storage", "Microsoft.Sql"];
