import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";

/** Versions of the AWS provider that the output works with; the tests run the floor. */
const providerVersions = ">= 5.100.0, < 7.0.0";

/** Adds the AWS provider for one region. With `accountId`, Terraform refuses credentials of any other account. */
export function addAwsProvider(stack: TerraformStack, region: string, accountId?: string): AwsProvider {
  const provider = new AwsProvider(stack, "aws", { region, ...(accountId && { allowedAccountIds: [accountId] }) });
  stack.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: providerVersions });
  return provider;
}
