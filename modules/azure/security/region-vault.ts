import { Construct } from "constructs";
import type { AzureNetworkPlan, AzureSecretPlan } from "../../environment/topology";
import { PrivateLink } from "../network/private-link";
import type { RegionNetwork } from "../network/region-network";
import type { LogWorkspace } from "../observability/log-workspace";
import type { Place } from "../place";
import type { DeployerAddresses } from "./deployer-addresses";
import { Vault } from "./vault";
import { VaultSecret } from "./vault-secret";

/** What the vault of a region stands on. */
export interface RegionVaultProps {
  readonly place: Place;
  readonly plan: AzureNetworkPlan;
  readonly network: RegionNetwork;
  readonly deployer: DeployerAddresses;
  readonly logs: LogWorkspace;
  readonly tenantId: string;
}

/** The vault of a region with its secrets. */
export class RegionVault extends Construct {
  readonly id: string;
  readonly uri: string;
  private readonly secrets: ReadonlyMap<string, VaultSecret>;

  constructor(scope: Construct, id: string, props: RegionVaultProps) {
    super(scope, id);
    const { place, plan, network } = props;
    const { endpoints, turnSubnetId } = network;
    const vault = new Vault(this, "vault", {
      place,
      tenantId: props.tenantId,
      ...plan.vault,
      firewall: {
        addresses: props.deployer.list,
        subnetIds: [network.functionSubnetId, ...(turnSubnetId === undefined ? [] : [turnSubnetId])],
      },
      privateEndpoint: endpoints !== undefined,
      protect: plan.stack.protect,
    });
    if (endpoints) {
      new PrivateLink(this, "endpoint", {
        place,
        role: "vault",
        resourceId: vault.id,
        subresource: "vault",
        subnetId: endpoints.subnetId,
        zoneId: endpoints.zones.id("vault"),
      });
    }
    this.secrets = new Map(
      plan.secrets.map((secret) => [
        secret.name,
        new VaultSecret(this, secret.name, { vaultId: vault.id, plan: secret }),
      ]),
    );
    this.id = vault.id;
    this.uri = vault.uri;
  }

  /** Scope of one secret, for a role that opens it alone. */
  secretScope(name: AzureSecretPlan["name"]): string {
    return this.secrets.get(name)?.id ?? this.id;
  }
}
