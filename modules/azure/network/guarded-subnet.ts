import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import { NetworkSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-rule";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
import type { Place } from "../place";

/** A rule that lets somebody in. */
export interface InboundRule {
  /** Stable key: it becomes part of the resource's address. */
  readonly name: string;
  /** 100–4096, unique within the subnet. */
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp";
  /** Port or range, such as `49152-65535`. */
  readonly ports: string;
  /** Address range or service tag. */
  readonly from: string;
  readonly purpose: string;
}

/** A rule that keeps ports of the subnet from a service. */
export interface OutboundDenial {
  /** Stable key: it becomes part of the resource's address. */
  readonly name: string;
  /** 100–4096, unique within the subnet's outbound rules. */
  readonly priority: number;
  readonly protocol: "Tcp" | "Udp";
  /** Port or range that the packets leave from. */
  readonly fromPorts: string;
  /** Service tag. */
  readonly to: string;
  readonly purpose: string;
}

/** A subnet, who owns it and who gets in. */
export interface GuardedSubnetProps {
  readonly place: Place;
  readonly role: string;
  readonly virtualNetworkName: string;
  readonly cidr: string;
  /** Azure service that the subnet is handed to. @default none */
  readonly delegation?: string;
  /** Services reached by their own route, with the subnet as sender. @default none */
  readonly serviceEndpoints?: readonly string[];
  /** Beside the network itself nobody gets in unless a rule says so. @default none */
  readonly inbound?: readonly InboundRule[];
  /** What must not leave; all else may. @default none */
  readonly denials?: readonly OutboundDenial[];
  /** Whether machines without an address of their own may reach the internet. @default false */
  readonly defaultOutbound?: boolean;
}

/** A subnet with a security group of its own. */
export class GuardedSubnet extends Construct {
  readonly id: string;
  /** For what may only be made once the rules hold. */
  readonly guard: ITerraformDependable;

  constructor(scope: Construct, id: string, props: GuardedSubnetProps) {
    super(scope, id);
    const { place, role } = props;
    const group = new NetworkSecurityGroup(this, "group", { name: place.local(`${role}-nsg`), ...place.where });
    for (const rule of props.inbound ?? []) {
      const opening = new NetworkSecurityRule(this, rule.name, {
        name: rule.name,
        resourceGroupName: place.resourceGroupName,
        networkSecurityGroupName: group.name,
        description: rule.purpose,
        priority: rule.priority,
        direction: "Inbound",
        access: "Allow",
        protocol: rule.protocol,
        sourceAddressPrefix: rule.from,
        sourcePortRange: "*",
        destinationAddressPrefix: "*",
        destinationPortRange: rule.ports,
      });
      if (rule.protocol === "Udp" && rule.from === "Internet") {
        acceptFindings(opening, {
          rule: "CKV_AZURE_77",
          reason: "TURN is a UDP service for everybody; the ports table says which.",
        });
      }
    }
    for (const denial of props.denials ?? []) {
      new NetworkSecurityRule(this, denial.name, {
        name: denial.name,
        resourceGroupName: place.resourceGroupName,
        networkSecurityGroupName: group.name,
        description: denial.purpose,
        priority: denial.priority,
        direction: "Outbound",
        access: "Deny",
        protocol: denial.protocol,
        sourceAddressPrefix: "*",
        sourcePortRange: denial.fromPorts,
        destinationAddressPrefix: denial.to,
        destinationPortRange: "*",
      });
    }
    const subnet = new Subnet(this, "subnet", {
      name: role,
      resourceGroupName: place.resourceGroupName,
      virtualNetworkName: props.virtualNetworkName,
      addressPrefixes: [props.cidr],
      defaultOutboundAccessEnabled: props.defaultOutbound ?? false,
      privateEndpointNetworkPolicies: "Enabled",
      ...(props.serviceEndpoints && { serviceEndpoints: [...props.serviceEndpoints] }),
      ...(props.delegation !== undefined && {
        delegation: [
          {
            name: "owner",
            serviceDelegation: {
              name: props.delegation,
              actions: [delegatedAction(props.delegation)],
            },
          },
        ],
      }),
    });
    this.guard = new SubnetNetworkSecurityGroupAssociation(this, "guard", {
      subnetId: subnet.id,
      networkSecurityGroupId: group.id,
    });
    this.id = subnet.id;
  }
}

/** What the owner of a delegated subnet may do there; Azure fills in the same and a difference would never settle. */
function delegatedAction(service: string): string {
  return service === "Microsoft.Web/serverFarms"
    ? "Microsoft.Network/virtualNetworks/subnets/action"
    : "Microsoft.Network/virtualNetworks/subnets/join/action";
}
