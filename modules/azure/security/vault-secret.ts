import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import type { AzureSecretPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";

/**
 * A secret whose value Terraform passes on without keeping it: an ephemeral variable, or a value made during apply where the variable
 * is not set, goes into a write-only argument, so that it is in no plan and no state. The version before stays in the vault, so
 * that readers accept two values at a time.
 */
export class VaultSecret extends Construct {
  /** Id without a version: what roles are given on. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: { readonly vaultId: string; readonly plan: AzureSecretPlan }) {
    super(scope, id);
    tagRole(this, props.plan.name);
    const { plan } = props;
    const secret = new KeyVaultSecret(this, "secret", {
      name: plan.name,
      keyVaultId: props.vaultId,
      valueWo: valueExpression(this, plan),
      valueWoVersion: plan.version,
      contentType: `text/plain; ${plan.purpose}`,
    });
    acceptFindings(secret, {
      rule: "CKV_AZURE_41",
      reason:
        "A date would end calls on that day; the value is replaced by raising its version, and two are valid then.",
    });
    this.id = secret.resourceVersionlessId;
  }
}

/**
 * 244 random bits of the operating system, as 64 hexadecimal digits. A plan knows only that there will be a value; an ephemeral
 * password would do the same, but a plan against mocked providers, which needs no account, knows no ephemeral resources.
 */
const madeDuringApply = 'sha256("${uuid()}${uuid()}")';

function valueExpression(scope: Construct, plan: AzureSecretPlan): string {
  const variable = new TerraformVariable(TerraformStack.of(scope), plan.variable, {
    type: "string",
    description: `Secret that ${plan.purpose}.${plan.generated ? " Empty: a value is made." : ""} Give it as TF_VAR_${plan.variable}.`,
    sensitive: true,
    nullable: false,
    ...(plan.generated && { default: "" }),
  });
  // cdktf 0.21 has no property for it; without it the value would be in the plan.
  variable.addOverride("ephemeral", true);
  return plan.generated ? `\${coalesce(var.${plan.variable}, ${madeDuringApply})}` : `\${var.${plan.variable}}`;
}
