import type { NameKind } from "../../modules/shared/naming";

/** What the clouds take as a name of each kind; a prefix as it is with the suffix that it leaves room for. */
export const patternsOfKinds: Readonly<
  Record<NameKind, { readonly cloud: "aws" | "azure"; readonly takes: RegExp; readonly suffix?: string }>
> = {
  general: { cloud: "aws", takes: /^(?!sg-)[\w+=,.@-]{1,64}$/ },
  awsLoadBalancer: { cloud: "aws", takes: /^(?!internal-)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/ },
  awsFleet: { cloud: "aws", takes: /^[a-zA-Z0-9().\-/_]{3,128}$/ },
  awsReplicationGroup: { cloud: "aws", takes: /^(?!.*--)[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/ },
  awsIamRole: { cloud: "aws", takes: /^[\w+=,.@-]{1,64}$/ },
  awsBucketPrefix: {
    cloud: "aws",
    suffix: "-123456789012",
    takes: /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(?:-s3alias|--ol-s3|--x-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  },
  azurePage: { cloud: "azure", takes: /^(?!.*(?:microsoft|windows))[0-9a-zA-Z-]{1,60}$/ },
  azureStorageAccountPrefix: { cloud: "azure", suffix: "abcdef", takes: /^(?!.*(?:microsoft|windows))[a-z0-9]{3,24}$/ },
  azureKeyVaultPrefix: {
    cloud: "azure",
    suffix: "-abcdef",
    takes: /^(?!.*(?:microsoft|windows|--))[a-zA-Z](?:[a-zA-Z0-9-]{1,22}[a-zA-Z0-9])$/,
  },
  azureGlobalPrefix: {
    cloud: "azure",
    suffix: "-abcdef",
    takes: /^(?!.*(?:microsoft|windows))[a-zA-Z][a-zA-Z0-9-]{1,58}[a-zA-Z0-9]$/,
  },
};

/** What the providers take as the name of a resource, by type and argument: their own patterns and the services' rules. */
export const patternsOfTypes: Readonly<Record<string, readonly [argument: string, takes: RegExp]>> = {
  aws_autoscaling_group: ["name", /^[^:]{1,255}$/],
  aws_budgets_budget: ["name", /^[^:\\]{1,100}$/],
  aws_cloudwatch_dashboard: ["dashboard_name", /^[\w-]{1,255}$/],
  aws_cloudwatch_log_group: ["name", /^[\w./#-]{1,512}$/],
  aws_cloudwatch_metric_alarm: ["alarm_name", /^.{1,255}$/],
  aws_elasticache_replication_group: ["replication_group_id", patternsOfKinds.awsReplicationGroup.takes],
  aws_elasticache_subnet_group: ["name", /^[a-z0-9 ._-]{1,255}$/],
  aws_iam_instance_profile: ["name", /^[\w+=,.@-]{1,128}$/],
  aws_iam_policy: ["name", /^[\w+=,.@-]{1,128}$/],
  aws_iam_role: ["name", /^[\w+=,.@-]{1,64}$/],
  aws_kms_alias: ["name", /^alias\/(?!aws\/)[\w/-]{1,250}$/],
  aws_lambda_function: ["function_name", /^[\w-]{1,64}$/],
  aws_launch_template: ["name", /^[a-zA-Z0-9().\-/_]{3,128}$/],
  aws_lb: ["name", patternsOfKinds.awsLoadBalancer.takes],
  aws_lb_target_group: ["name", patternsOfKinds.awsLoadBalancer.takes],
  aws_s3_bucket: ["bucket", patternsOfKinds.awsBucketPrefix.takes],
  aws_secretsmanager_secret: ["name", /^[\w/+=.@-]{1,512}$/],
  aws_security_group: ["name", /^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/],
  aws_sns_topic: ["name", /^[\w-]{1,256}$/],
  azurerm_cdn_frontdoor_endpoint: ["name", /^[\da-zA-Z][-\da-zA-Z]{0,44}[\da-zA-Z]$/],
  azurerm_cdn_frontdoor_firewall_policy: ["name", /^[a-zA-Z][\da-zA-Z]{0,127}$/],
  azurerm_cdn_frontdoor_profile: ["name", /^[\da-zA-Z][-\da-zA-Z]{0,88}[\da-zA-Z]$/],
  azurerm_function_app_flex_consumption: ["name", /^[a-zA-Z0-9-]{1,60}$/],
  azurerm_key_vault: ["name", patternsOfKinds.azureKeyVaultPrefix.takes],
  azurerm_linux_function_app: ["name", /^[a-zA-Z0-9-]{1,60}$/],
  azurerm_linux_virtual_machine: ["name", /^[a-zA-Z0-9][\w.-]{0,62}[a-zA-Z0-9_]$/],
  azurerm_log_analytics_workspace: ["name", /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/],
  azurerm_monitor_metric_alert: ["name", /^[^#%&+*<>?@:{}/\\|]{1,260}$/],
  azurerm_mssql_server: ["name", /^[0-9a-z](?:[-0-9a-z]{0,61}[0-9a-z])?$/],
  azurerm_network_security_group: ["name", /^[a-zA-Z0-9][\w.-]{0,78}[a-zA-Z0-9_]$/],
  azurerm_private_endpoint: ["name", /^[a-zA-Z0-9][\w.-]{0,78}[a-zA-Z0-9_]$/],
  azurerm_public_ip: ["name", /^[a-zA-Z0-9][\w.-]{0,78}[a-zA-Z0-9_]$/],
  azurerm_resource_group: ["name", /^[-\w._()]{0,89}[-\w_()]$/],
  azurerm_service_plan: ["name", /^[0-9a-zA-Z-_]{1,60}$/],
  azurerm_signalr_service: ["name", /^[a-zA-Z][a-zA-Z0-9-]{1,61}[a-zA-Z0-9]$/],
  azurerm_static_web_app: ["name", patternsOfKinds.azurePage.takes],
  azurerm_storage_account: ["name", /^[a-z0-9]{3,24}$/],
  azurerm_user_assigned_identity: ["name", /^[a-zA-Z0-9][\w-]{2,127}$/],
  azurerm_virtual_network: ["name", /^[a-zA-Z0-9][\w.-]{0,62}[a-zA-Z0-9_]$/],
};
