/**
 * Resource types whose loss users would notice after the next apply: an address or a name that clients hold, a key, data, or the
 * network that all of these hang on. A release keeps every one of them at its address in the state.
 */
export const statefulTypes: ReadonlySet<string> = new Set([
  // Addresses
  "aws_eip",
  "aws_network_interface",
  "azurerm_public_ip",
  "azurerm_public_ip_prefix",
  // Names
  "aws_route53_zone",
  "azurerm_cdn_frontdoor_endpoint",
  "azurerm_dns_zone",
  "azurerm_static_web_app",
  "random_id",
  // Keys and secrets
  "aws_kms_key",
  "aws_secretsmanager_secret",
  "azurerm_key_vault",
  "azurerm_key_vault_secret",
  "azurerm_user_assigned_identity",
  // Data
  "aws_cloudwatch_log_group",
  "aws_ebs_volume",
  "aws_s3_bucket",
  "azurerm_application_insights",
  "azurerm_log_analytics_workspace",
  "azurerm_mssql_database",
  "azurerm_mssql_server",
  "azurerm_storage_account",
  "azurerm_storage_container",
  // Networks
  "aws_nat_gateway",
  "aws_subnet",
  "aws_vpc",
  "azurerm_resource_group",
  "azurerm_subnet",
  "azurerm_virtual_network",
]);

/** Whether an address, such as `aws_eip.turn-1`, is that of a stateful resource. */
export function isStateful(address: string): boolean {
  return statefulTypes.has(address.slice(0, address.indexOf(".")));
}
