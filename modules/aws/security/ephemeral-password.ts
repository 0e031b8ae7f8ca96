import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * Declares a password that exists only while Terraform runs, and returns the expression for it. cdktf 0.21 has no construct
 * for it.
 *
 * @param name unique in the stack, of letters, digits and `_`
 * @param length in letters and digits
 */
export function ephemeralPassword(scope: Construct, name: string, length: number): string {
  TerraformStack.of(scope).addOverride(`ephemeral.aws_secretsmanager_random_password.${name}`, {
    password_length: length,
    exclude_punctuation: true,
    include_space: false,
  });
  return `ephemeral.aws_secretsmanager_random_password.${name}.random_password`;
}
