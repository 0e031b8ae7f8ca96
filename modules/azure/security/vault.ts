import { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault";
import { Construct } from "constructs";
import { acceptFindings } from "../../shared/accepted-finding";
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
  readonly protect: boolean;
}

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
      {
        rule: "CKV_AZURE_189",
        reason: "Pipelines on hosted agents write secrets by address; the firewall refuses everybody else.",
      },
      ...(props.purgeProtection
        ? []
        : [
            {
              rule: "CKV_AZURE_110",
              reason: "The environment is not protected: it may be destroyed and made again under its name.",
            },
            { rule: "CKV_AZURE_42", reason: "Soft delete keeps it for a week; the environment is not protected." },
          ]),
    );
    this.id = vault.id;
    this.uri = vault.vaultUri;
  }
}
