import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { Construct } from "constructs";
import type { Place } from "../place";

/** A service and where it is reached. */
export interface PrivateLinkProps {
  readonly place: Place;
  /** Part of the name, such as `vault`. */
  readonly role: string;
  /** Resource that is reached. */
  readonly resourceId: string;
  /** Part of the resource, as Azure Private Link calls it: `vault`, `blob`, `table`, `sqlServer`, `signalr`. */
  readonly subresource: "vault" | "blob" | "table" | "sqlServer" | "signalr";
  readonly subnetId: string;
  readonly zoneId: string;
}

/** A service at an address of the virtual network, by its usual name. */
export class PrivateLink extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: PrivateLinkProps) {
    super(scope, id);
    const { place, role } = props;
    this.id = new PrivateEndpoint(this, "endpoint", {
      name: place.local(`${role}-endpoint`),
      ...place.where,
      subnetId: props.subnetId,
      privateServiceConnection: {
        name: role,
        privateConnectionResourceId: props.resourceId,
        isManualConnection: false,
        subresourceNames: [props.subresource],
      },
      privateDnsZoneGroup: { name: "default", privateDnsZoneIds: [props.zoneId] },
    }).id;
  }
}
