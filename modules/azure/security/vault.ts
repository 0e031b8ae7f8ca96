import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { Construct } from "constructs";
import { type AcceptedFinding, acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";
import type { Place } from "../place";
import { survives } from "../survival";

/** A vault and who reaches it. */
export interface VaultProps {
  readonly place: Place;
  readonly tenantId: string;
  readonly softDeleteRetentionDays: number;
  /** Cannot be switched off again. */
  readonly purgeProtection: boolean;
  readonly firewall: { readonly addresses: string[]; readonly subnetIds: readonly string[] };
  /** Whether functions reach it by private endpoint. */
  readonly privateEndpoint: boolean;
  readonly protect: boolean;
}

const withoutEndpoint: AcceptedFinding = {
  rule: "CKV2_AZURE_32",
  reason: "Private endpoints come with tier resilient; the firewall lets the functions' subnet in.",
};

/** Purge protection cannot be switched off again, and a name would be blocked for as long as a vault is kept. */
const purgeable: readonly AcceptedFinding[] = ["CKV_AZURE_42", "CKV_AZURE_110"].map((rule) => ({
  rule,
  reason: "The environment is not protected: it may be destroyed and made again under its name.",
}));

/** The vault of a region: roles instead of access policies, and a firewall that names who may ask at all. */
export class Vault extends Construct {
  readonly id: string;
  readonly uri: string;

  constructor(scope: Construct, id: string, props: VaultProps) {
    super(scope, id);
    tagRole(this, "secrets");
    const vault = new KeyVault(this, "vault", {
      name: props.place.vault,
      ...props.place.where,
      tenantId: props.tenantId,
      skuName: "standard",
      rbacAuthorizationEnabled: true,
      softDeleteRetentionDays: props.softDeleteRetentionDays,
      purgeProtectionEnabled: props.purgeProtection,
      publicNetworkAccessEnabled: true,
      networkAcls: {
        defaultAction: "Deny",
        bypass: "AzureServices",
        ipRules: props.firewall.addresses,
        virtualNetworkSubnetIds: [...props.firewall.subnetIds],
      },
      ...survives(props.protect),
    });
    acceptFindings(
      vault,
      ...(props.privateEndpoint ? [] : [withoutEndpoint]),
      ...(props.purgeProtection ? [] : purgeable),
    );
    this.id = vault.id;
    this.uri = vault.vaultUri;
  }
}
