import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { Construct } from "constructs";
import { tagRole } from "../../shared/tags";
import type { Place } from "../place";

/** Zones in which Azure's services are found at their private addresses (Azure Private Link documentation). */
const zones = {
  vault: "privatelink.vaultcore.azure.net",
  blob: "privatelink.blob.core.windows.net",
  table: "privatelink.table.core.windows.net",
  database: "privatelink.database.windows.net",
  signalr: "privatelink.service.signalr.net",
} as const;

/** A service with a private address. */
export type PrivateService = keyof typeof zones;

const services: readonly PrivateService[] = ["vault", "blob", "table", "database", "signalr"];

/** Names of services within the virtual network. Without them a private endpoint exists and nobody uses it. */
export class PrivateZones extends Construct {
  private readonly ids: ReadonlyMap<PrivateService, string>;

  constructor(scope: Construct, id: string, props: { readonly place: Place; readonly virtualNetworkId: string }) {
    super(scope, id);
    tagRole(this, "dns");
    const { place } = props;
    this.ids = new Map(
      services.map((service) => {
        const zone = new PrivateDnsZone(this, service, {
          name: zones[service],
          resourceGroupName: place.resourceGroupName,
        });
        new PrivateDnsZoneVirtualNetworkLink(this, `${service}-link`, {
          name: place.local(service),
          resourceGroupName: place.resourceGroupName,
          privateDnsZoneName: zone.name,
          virtualNetworkId: props.virtualNetworkId,
          registrationEnabled: false,
        });
        return [service, zone.id];
      }),
    );
  }

  /** Id of the zone of a service. */
  id(service: PrivateService): string {
    return this.ids.get(service) ?? "";
  }
}
