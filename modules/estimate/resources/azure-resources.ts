import { findVmSize } from "../../environment/catalog/azure-skus";
import { type AzureRegionPrices, azurePrices, premiumDisks } from "../prices/azure-prices";
import { hoursPerMonth, secondsPerMonth } from "../prices/price-list";
import {
  blockOf,
  blocksOf,
  fixed,
  numberOf,
  type PlannedResource,
  type Pricing,
  type StackResources,
  type StandingCost,
} from "./planned-resource";

type AzurePricing = Pricing<AzureRegionPrices>;

/** Families of types that cost nothing: rules, rights, names and settings of something that has a price of its own. */
const freeTypes = [
  /^azurerm_cdn_frontdoor_(?!profile$)/,
  /^azurerm_consumption_budget_/,
  /^azurerm_dns_\w+_record$/,
  /^azurerm_federated_identity_credential$/,
  /^azurerm_lb_/,
  /^azurerm_linux_function_app$/,
  /^azurerm_management_lock$/,
  /^azurerm_monitor_(action_group|diagnostic_setting)$/,
  /^azurerm_mssql_(server|virtual_network_rule|server_extended_auditing_policy|firewall_rule)$/,
  /^azurerm_network_(interface|security)_?/,
  /^azurerm_private_dns_zone_virtual_network_link$/,
  /^azurerm_resource_group$/,
  /^azurerm_role_assignment$/,
  /^azurerm_signalr_service_network_acl$/,
  /^azurerm_static_web_app_custom_domain$/,
  /^azurerm_storage_(blob|container)$/,
  /^azurerm_subnet/,
  /^azurerm_user_assigned_identity$/,
  /^azurerm_virtual_network$/,
  /^random_/,
];

const hourly = (group: string, dollars: number) => (): StandingCost => fixed(group, dollars * hoursPerMonth);

const pricings: Readonly<Record<string, AzurePricing>> = {
  azurerm_signalr_service: { kind: "priced", cost: signalrCost },
  azurerm_service_plan: { kind: "priced", cost: planCost },
  azurerm_function_app_flex_consumption: { kind: "priced", cost: flexCost },
  azurerm_static_web_app: { kind: "priced", cost: pageCost, besides: "traffic beyond 100 GB" },
  azurerm_cdn_frontdoor_profile: { kind: "priced", cost: frontDoorCost, besides: "requests and traffic" },
  azurerm_mssql_database: { kind: "priced", cost: databaseCost, besides: "backups beyond the size" },
  azurerm_private_endpoint: {
    kind: "priced",
    cost: hourly("private endpoints", azurePrices.privateEndpointHour),
    besides: "traffic",
  },
  azurerm_private_dns_zone: { kind: "priced", cost: () => fixed("zones", azurePrices.dnsZoneMonth) },
  azurerm_dns_zone: { kind: "priced", cost: () => fixed("zones", azurePrices.dnsZoneMonth), besides: "queries" },
  azurerm_public_ip: { kind: "priced", cost: addressCost },
  azurerm_public_ip_prefix: { kind: "priced", cost: prefixCost },
  azurerm_lb: {
    kind: "priced",
    cost: hourly("load balancers", azurePrices.balancerHour),
    besides: "traffic",
  },
  azurerm_linux_virtual_machine: { kind: "priced", cost: machineCost },
  azurerm_monitor_metric_alert: { kind: "priced", cost: () => fixed("alarms", azurePrices.metricAlertMonth) },
  azurerm_monitor_scheduled_query_rules_alert_v2: { kind: "priced", cost: queryAlertCost },
  azurerm_application_insights: { kind: "by use", what: "logs taken, up to the daily cap" },
  azurerm_log_analytics_workspace: { kind: "by use", what: "logs taken, up to the daily cap" },
  azurerm_key_vault: { kind: "by use", what: "operations" },
  azurerm_key_vault_secret: { kind: "by use", what: "operations" },
  azurerm_storage_account: { kind: "by use", what: "storage and operations" },
};

/** How a type is priced; undefined for one that nobody has looked at. */
export function azurePricing(type: string): AzurePricing | undefined {
  return pricings[type] ?? (freeTypes.some((pattern) => pattern.test(type)) ? { kind: "free" } : undefined);
}

function signalrCost({ arguments: service }: PlannedResource): StandingCost | undefined {
  const { name, capacity } = blockOf(service["sku"]);
  const units = numberOf(capacity);
  const unit = {
    Free_F1: 0,
    Standard_S1: azurePrices.signalrStandardUnitMonth,
    Premium_P1: azurePrices.signalrPremiumUnitMonth,
    Premium_P2: azurePrices.signalrPremiumUnitMonth,
  }[String(name)];
  return unit === undefined || units === undefined ? undefined : fixed(`SignalR ${name}`, units * unit);
}

/** Elastic Premium is paid by worker; Flex Consumption on the app. */
function planCost({ arguments: plan }: PlannedResource, prices: AzureRegionPrices): StandingCost | undefined {
  const worker = prices.premiumWorkerHour * hoursPerMonth;
  const least = numberOf(plan["worker_count"]) ?? 1;
  switch (plan["sku_name"]) {
    case "FC1":
      return fixed("functions", 0);
    case "EP1":
      return {
        group: "functions",
        minimum: least * worker,
        maximum: Math.max(least, numberOf(plan["maximum_elastic_worker_count"]) ?? least) * worker,
      };
    default:
      return undefined;
  }
}

/** What scales on its own beside the requests: the two timers of apps/signaling. */
const timers = 2;

/** Instances that Azure keeps ready, whatever is set, of all that scales on its own in a zone-redundant plan (Azure Functions, reliability). */
const leastInZones = 2;

/** Instances that are always ready; others are paid by use. */
function flexCost(
  { arguments: app }: PlannedResource,
  _: AzureRegionPrices,
  stack: StackResources,
): StandingCost | undefined {
  const memory = numberOf(app["instance_memory_in_mb"]);
  const set = blocksOf(app["always_ready"]).reduce((sum, kind) => sum + (numberOf(kind["instance_count"]) ?? 0), 0);
  const plan = stack.referred("azurerm_service_plan", app["service_plan_id"]);
  const inZones = plan?.arguments["zone_balancing_enabled"] === true;
  const ready = inZones ? Math.max(set, leastInZones) + timers * leastInZones : set;
  return memory === undefined
    ? undefined
    : fixed("functions", ready * (memory / 1024) * secondsPerMonth * azurePrices.flexReadyGigabyteSecond);
}

function pageCost({ arguments: page }: PlannedResource): StandingCost {
  return fixed("static web apps", page["sku_tier"] === "Standard" ? azurePrices.pageStandardMonth : 0);
}

function frontDoorCost({ arguments: profile }: PlannedResource): StandingCost {
  const { frontDoorPremiumMonth, frontDoorStandardMonth } = azurePrices;
  const premium = profile["sku_name"] === "Premium_AzureFrontDoor";
  return fixed("Front Door", premium ? frontDoorPremiumMonth : frontDoorStandardMonth);
}

/** A serverless database asleep costs its storage, awake its vCores on top. */
function databaseCost({ arguments: database }: PlannedResource, prices: AzureRegionPrices): StandingCost | undefined {
  const sku = String(database["sku_name"]);
  if (sku === "Basic") {
    return fixed("database", azurePrices.databaseBasicMonth);
  }
  const vcores = numberOf(/^GP_S_Gen5_(\d+)$/.exec(sku)?.[1]);
  const storage = (numberOf(database["max_size_gb"]) ?? 32) * azurePrices.databaseGigabyteMonth;
  return vcores === undefined
    ? undefined
    : {
        group: "database, asleep to always awake",
        minimum: storage,
        maximum: storage + vcores * prices.databaseVcoreHour * hoursPerMonth,
      };
}

/** Addresses of a prefix are paid with the prefix. */
function addressCost({ arguments: address }: PlannedResource): StandingCost {
  const ofPrefix = address["public_ip_prefix_id"] !== undefined;
  return fixed("public addresses", ofPrefix ? 0 : azurePrices.publicAddressHour * hoursPerMonth);
}

function prefixCost({ arguments: prefix }: PlannedResource): StandingCost {
  const addresses = 2 ** (32 - (numberOf(prefix["prefix_length"]) ?? 28));
  return fixed("public addresses", addresses * azurePrices.prefixAddressHour * hoursPerMonth);
}

function machineCost({ arguments: machine }: PlannedResource, prices: AzureRegionPrices): StandingCost | undefined {
  const size = findVmSize(String(machine["size"]));
  const gibibytes = numberOf(blockOf(machine["os_disk"])["disk_size_gb"]) ?? 30;
  const [, disk] = premiumDisks.find(([largest]) => gibibytes <= largest) ?? [];
  return size === undefined || disk === undefined
    ? undefined
    : fixed(`machines ${machine["size"]}`, size.dollarsPerHour * prices.machineFactor * hoursPerMonth + disk);
}

function queryAlertCost({ arguments: alert }: PlannedResource): StandingCost {
  const often = ["PT1M", "PT5M", "PT10M"].includes(String(alert["evaluation_frequency"]));
  return fixed("alarms", often ? azurePrices.frequentQueryAlertMonth : azurePrices.queryAlertMonth);
}
