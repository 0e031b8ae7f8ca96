import { DnsARecord } from "@cdktf/provider-azurerm/lib/dns-a-record";
import { DnsZone } from "@cdktf/provider-azurerm/lib/dns-zone";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { PublicIpPrefix } from "@cdktf/provider-azurerm/lib/public-ip-prefix";
import { Construct } from "constructs";
import type { AzureTurnAddressPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import type { Place } from "../place";
import { survives } from "../survival";

/** Seconds that resolvers keep a name: an address stays, so that it may be long. */
const ttlSeconds = 300;

/** Addresses and names of a region's TURN nodes. */
export interface TurnAddressesProps {
  readonly place: Place;
  readonly plan: AzureTurnAddressPlan;
  readonly protect: boolean;
}

/**
 * Public addresses of TURN nodes, one each, from one prefix that a firewall elsewhere can name. They belong to the network layer:
 * machines come and go and addresses stay.
 */
export class TurnAddresses extends Construct {
  /** In the order of the slots. */
  readonly ids: readonly string[];
  readonly addresses: readonly string[];
  /** Address of the load balancer; empty without TLS. */
  readonly balancerId: string;
  readonly nameServers: string[];

  constructor(scope: Construct, id: string, props: TurnAddressesProps) {
    super(scope, id);
    tagRole(this, "turn");
    const { place, plan, protect } = props;
    const zones = plan.zones.length > 0 ? { zones: [...plan.zones] } : {};
    const prefix = new PublicIpPrefix(this, "prefix", {
      name: place.local("turn-prefix"),
      ...place.where,
      sku: "Standard",
      prefixLength: plan.prefixLength,
      ...zones,
      ...survives(protect),
    });
    const address = (key: string, name: string): PublicIp =>
      new PublicIp(this, key, {
        name: place.local(name),
        ...place.where,
        sku: "Standard",
        allocationMethod: "Static",
        publicIpPrefixId: prefix.id,
        ...zones,
        ...survives(protect),
      });
    const slots = plan.slots.map((slot) => ({ ...slot, ip: address(`slot-${slot.slot}`, slot.recordName) }));
    const zone = new DnsZone(this, "zone", {
      name: plan.dnsZone,
      resourceGroupName: place.resourceGroupName,
      ...survives(protect),
    });
    const record = (key: string, name: string, records: string[]): DnsARecord =>
      new DnsARecord(this, key, {
        name,
        zoneName: zone.name,
        resourceGroupName: place.resourceGroupName,
        ttl: ttlSeconds,
        records,
      });
    for (const { slot, recordName, ip } of slots) {
      record(`slot-${slot}-name`, recordName, [ip.ipAddress]);
    }
    record(
      "name",
      "turn",
      slots.map(({ ip }) => ip.ipAddress),
    );
    const balancer = plan.tls ? address("balancer", "turns") : undefined;
    if (balancer) {
      record("balancer-name", "turns", [balancer.ipAddress]);
    }
    this.ids = slots.map(({ ip }) => ip.id);
    this.addresses = slots.map(({ ip }) => ip.ipAddress);
    this.balancerId = balancer?.id ?? "";
    this.nameServers = zone.nameServers;
  }
}
