import { type AwsRegionPrices, awsPrices, valkeyHour } from "../prices/aws-prices";
import { hoursPerMonth } from "../prices/price-list";
import { groupCost, instanceCost, volumeCost } from "./aws-machines";
import { blocksOf, fixed, numberOf, type PlannedResource, type Pricing, type StandingCost } from "./planned-resource";

type AwsPricing = Pricing<AwsRegionPrices>;

/** Families of types that cost nothing: rules, rights, names and settings of something that has a price of its own. */
const freeTypes = [
  /^aws_acm_/,
  /^aws_appautoscaling_/,
  /^aws_autoscaling_(attachment|lifecycle_hook|notification|policy|schedule)$/,
  /^aws_budgets_budget$/,
  /^aws_cloudwatch_event_(rule|target)$/,
  /^aws_cloudwatch_log_(metric_filter|resource_policy|subscription_filter)$/,
  /^aws_default_/,
  /^aws_elasticache_subnet_group$/,
  /^aws_egress_only_internet_gateway$/,
  /^aws_eip_association$/,
  /^aws_iam_/,
  /^aws_internet_gateway$/,
  /^aws_kms_(alias|key_policy)$/,
  /^aws_lambda_(alias|event_source_mapping|permission)$/,
  /^aws_launch_template$/,
  /^aws_lb_(listener|listener_certificate|listener_rule|target_group|target_group_attachment)$/,
  /^aws_network_acl(_rule)?$/,
  /^aws_network_interface(_attachment|_sg_attachment)?$/,
  /^aws_placement_group$/,
  /^aws_route$/,
  /^aws_route53_record$/,
  /^aws_route_table(_association)?$/,
  /^aws_s3_bucket_/,
  /^aws_s3_object$/,
  /^aws_secretsmanager_secret_(policy|rotation|version)$/,
  /^aws_security_group(_rule)?$/,
  /^aws_sns_topic_(policy|subscription)$/,
  /^aws_ssm_(association|document|parameter)$/,
  /^aws_subnet$/,
  /^aws_volume_attachment$/,
  /^aws_vpc$/,
  /^aws_vpc_endpoint_/,
  /^aws_vpc_security_group_(egress|ingress)_rule$/,
  /^aws_apigatewayv2_(api_mapping|authorizer|integration|route|stage)$/,
  /^random_/,
];

const month = (group: string, dollars: number) => (): StandingCost => fixed(group, dollars);

const pricings: Readonly<Record<string, AwsPricing>> = {
  aws_autoscaling_group: { kind: "priced", cost: groupCost, besides: "addresses that are not Elastic IPs" },
  aws_instance: { kind: "priced", cost: instanceCost },
  aws_ebs_volume: { kind: "priced", cost: volumeCost, besides: "snapshots" },
  aws_eip: { kind: "priced", cost: month("public addresses", awsPrices.publicAddressHour * hoursPerMonth) },
  aws_lb: {
    kind: "priced",
    cost: (_, prices) => fixed("load balancers", prices.balancerHour * hoursPerMonth),
    besides: "capacity units, an address in each zone",
  },
  aws_elasticache_replication_group: { kind: "priced", cost: directoryCost },
  aws_nat_gateway: {
    kind: "priced",
    cost: (_, prices) => fixed("NAT gateways", prices.natGatewayHour * hoursPerMonth),
    besides: "traffic",
  },
  aws_vpc_endpoint: { kind: "priced", cost: endpointCost, besides: "traffic of interface endpoints" },
  aws_kms_key: { kind: "priced", cost: month("keys", awsPrices.keyMonth), besides: "requests" },
  aws_secretsmanager_secret: {
    kind: "priced",
    cost: month("secrets", awsPrices.secretMonth),
    besides: "requests",
  },
  aws_route53_zone: { kind: "priced", cost: month("zones", awsPrices.hostedZoneMonth), besides: "queries" },
  aws_route53_health_check: { kind: "priced", cost: month("health checks", awsPrices.healthCheckMonth) },
  aws_cloudwatch_metric_alarm: { kind: "priced", cost: alarmCost },
  aws_cloudwatch_dashboard: { kind: "priced", cost: month("dashboards", awsPrices.dashboardMonth) },
  aws_apigatewayv2_api: { kind: "by use", what: "requests" },
  aws_cloudwatch_log_group: { kind: "by use", what: "logs taken and kept, metrics of the nodes" },
  aws_dlm_lifecycle_policy: { kind: "by use", what: "snapshots" },
  aws_dynamodb_table: { kind: "by use", what: "requests and storage" },
  aws_ecr_repository: { kind: "by use", what: "storage" },
  aws_flow_log: { kind: "by use", what: "logs taken" },
  aws_lambda_function: { kind: "by use", what: "runs" },
  aws_s3_bucket: { kind: "by use", what: "storage and requests" },
  aws_sns_topic: { kind: "by use", what: "messages" },
};

/** How a type is priced; undefined for one that nobody has looked at. */
export function awsPricing(type: string): AwsPricing | undefined {
  return pricings[type] ?? (freeTypes.some((pattern) => pattern.test(type)) ? { kind: "free" } : undefined);
}

function endpointCost({ arguments: endpoint }: PlannedResource, prices: AwsRegionPrices): StandingCost | undefined {
  if (endpoint["vpc_endpoint_type"] !== "Interface") {
    return fixed("interface endpoints", 0);
  }
  const subnets = endpoint["subnet_ids"];
  return Array.isArray(subnets)
    ? fixed("interface endpoints", subnets.length * prices.interfaceEndpointHour * hoursPerMonth)
    : undefined;
}

/** A group of ElastiCache costs by its nodes. */
function directoryCost({ arguments: group }: PlannedResource, prices: AwsRegionPrices): StandingCost | undefined {
  const [hour, nodes] = [valkeyHour[String(group["node_type"])], numberOf(group["num_cache_clusters"])];
  return hour === undefined || nodes === undefined
    ? undefined
    : fixed("room directory", nodes * hour * prices.instanceFactor * hoursPerMonth);
}

/** An alarm costs by the metrics that it looks at. */
function alarmCost({ arguments: alarm }: PlannedResource): StandingCost {
  const queries = blocksOf(alarm["metric_query"]).filter((query) => query["metric"] !== undefined);
  const fine = (numberOf(alarm["period"]) ?? 60) < 60 ? 3 : 1;
  return fixed("alarms", Math.max(1, queries.length) * fine * awsPrices.alarmMetricMonth);
}
