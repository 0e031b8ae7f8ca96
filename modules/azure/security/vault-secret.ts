import { KeyVaultSecret } from "@cdktf/provider-azurerm/lib/key-vault-secret";
import { TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import type { AzureSecretPlan } from "../../environment/topology";
import { acceptFindings } from "../../shared/accepted-finding";
import { tagRole } from "../../shared/tags";

/**
 * A secret whose value Terraform passes on without keeping it: an ephemeral variable, or an ephemeral password where the variable
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

function valueExpression(scope: Construct, plan: AzureSecretPlan): string {
  const stack = TerraformStack.of(scope);
  const optional = plan.generatedLength !== undefined;
  const variable = new TerraformVariable(stack, plan.variable, {
    type: "string",
    description: `Secret that ${plan.purpose}.${optional ? " Empty: a value is made." : ""} Give it as TF_VAR_${plan.variable}.`,
    sensitive: true,
    nullable: false,
    ...(optional && { default: "" }),
  });
  // cdktf 0.21 has no property for it; without it the value would be in the plan.
  variable.addOverride("ephemeral", true);
  if (plan.generatedLength === undefined) {
    return `\${var.${plan.variable}}`;
  }
  stack.addOverride(`ephemeral.random_password.${plan.variable}`, { length: plan.generatedLength, special: false });
  return `\${coalesce(var.${plan.variable}, ephemeral.random_password.${plan.variable}.result)}`;
}
