import { Construct } from "constructs";
import type { AzureTurnAddressPlan } from "../../environment/topology";
import { tagRole } from "../../shared/tags";
import { ManagedIdentity } from "../identity/managed-identity";
import { RoleGrant } from "../identity/role-grant";
import type { Place } from "../place";
import type { RegionVault } from "../security/region-vault";
import { TurnAddresses } from "./turn-addresses";

/** What TURN nodes stand on. */
export interface TurnGroundProps {
  readonly place: Place;
  readonly plan: AzureTurnAddressPlan & { readonly certificate?: string };
  /** Container of the nodes' bundles. */
  readonly bundleContainerId: string;
  readonly vault: RegionVault;
  readonly protect: boolean;
}

/** What of the TURN fleet survives its machines: addresses, names, and an identity that opens one secret. */
export class TurnGround extends Construct {
  readonly identityId: string;
  readonly identityClientId: string;
  readonly addressIds: readonly string[];
  readonly addresses: readonly string[];
  readonly balancerAddressId: string;
  readonly nameServers: string[];

  constructor(scope: Construct, id: string, props: TurnGroundProps) {
    super(scope, id);
    tagRole(this, "turn");
    const { place, plan, vault, protect } = props;
    const identity = new ManagedIdentity(this, "nodes", {
      role: "turn",
      name: place.local("turn"),
      ...place.where,
      protect,
    });
    const secretReader = (key: string, scopeId: string, reason: string): void => {
      new RoleGrant(this, key, {
        role: "Key Vault Secrets User",
        scope: scopeId,
        principalId: identity.principalId,
        reason,
      });
    };
    secretReader("secret", vault.secretScope("turn-shared-secret"), "Nodes check credentials with the shared secret.");
    if (plan.certificate !== undefined) {
      secretReader("certificate", `${vault.id}/secrets/${plan.certificate}`, "Nodes end TLS with the certificate.");
    }
    new RoleGrant(this, "bundle", {
      role: "Storage Blob Data Reader",
      scope: props.bundleContainerId,
      principalId: identity.principalId,
      reason: "Nodes fetch the bundle that configures them.",
    });
    const addresses = new TurnAddresses(this, "addresses", { place, plan, protect });
    this.identityId = identity.id;
    this.identityClientId = identity.clientId;
    this.addressIds = addresses.ids;
    this.addresses = addresses.addresses;
    this.balancerAddressId = addresses.balancerId;
    this.nameServers = addresses.nameServers;
  }
}
