import type { AzurePlace } from "../environment/topology";
import { resourceName } from "../shared/naming";

/** Where resources of a region go and what they are called: every construct of Azure takes one. */
export class Place {
  readonly resourceGroupName: string;
  readonly location: string;

  /** @param suffix random suffix of names that are unique in the world, from the network layer's state */
  constructor(
    private readonly place: AzurePlace,
    private readonly suffix: string,
  ) {
    this.resourceGroupName = place.resourceGroup;
    this.location = place.stack.region;
  }

  /** Name that is unique within the resource group. */
  local(role: string): string {
    return `${this.place.names.local}-${role}`;
  }

  /** Name of the page that is made in a region. */
  page(region: string): string {
    return resourceName("azurePage", this.place.names.local, "page", region);
  }

  /** Name that is unique in the world: SignalR, functions, SQL, Front Door. */
  global(role: string): string {
    return `${this.place.names.global}-${role}-${this.suffix}`;
  }

  /** Name of the storage account: letters and digits. */
  get storageAccount(): string {
    return `${this.place.names.storage}${this.suffix}`;
  }

  /** Name of the vault: at most 24 characters. */
  get vault(): string {
    return `${this.place.names.vault}-${this.suffix}`;
  }

  /** Arguments that almost every resource takes. */
  get where(): { readonly resourceGroupName: string; readonly location: string } {
    return { resourceGroupName: this.resourceGroupName, location: this.location };
  }
}
