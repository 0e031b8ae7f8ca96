"""Asks an emulated account what it holds and prints the answer as JSON.

    python cloud.py REGION,REGION inventory|addresses|records|secrets|user-data|cluster|take-snapshot|say|seed-images [WORD...]
"""

import base64
import json
import sys

import boto3
import cluster as clusters

#: service, operation, list in the answer, field that names an item (empty: it is its name). What AWS makes by itself is filtered below.
regional = [
    ("ec2", "describe_addresses", "Addresses", "AllocationId"),
    ("ec2", "describe_vpcs", "Vpcs", "VpcId"),
    ("ec2", "describe_subnets", "Subnets", "SubnetId"),
    ("ec2", "describe_internet_gateways", "InternetGateways", "InternetGatewayId"),
    ("ec2", "describe_vpc_endpoints", "VpcEndpoints", "VpcEndpointId"),
    ("ec2", "describe_security_groups", "SecurityGroups", "GroupId"),
    ("ec2", "describe_launch_templates", "LaunchTemplates", "LaunchTemplateName"),
    ("ec2", "describe_placement_groups", "PlacementGroups", "GroupName"),
    ("ec2", "describe_flow_logs", "FlowLogs", "FlowLogId"),
    ("autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups", "AutoScalingGroupName"),
    ("autoscaling", "describe_policies", "ScalingPolicies", "PolicyName"),
    ("elbv2", "describe_load_balancers", "LoadBalancers", "LoadBalancerName"),
    ("elbv2", "describe_target_groups", "TargetGroups", "TargetGroupName"),
    ("acm", "list_certificates", "CertificateSummaryList", "DomainName"),
    ("secretsmanager", "list_secrets", "SecretList", "Name"),
    ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    ("lambda", "list_functions", "Functions", "FunctionName"),
    ("apigatewayv2", "get_apis", "Items", "Name"),
    ("dynamodb", "list_tables", "TableNames", ""),
    ("sns", "list_topics", "Topics", "TopicArn"),
    ("sns", "list_subscriptions", "Subscriptions", "SubscriptionArn"),
    ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
    ("kms", "list_aliases", "Aliases", "AliasName"),
    ("ec2", "describe_network_interfaces", "NetworkInterfaces", "NetworkInterfaceId"),
    ("ec2", "describe_volumes", "Volumes", "VolumeId"),
    ("elasticache", "describe_replication_groups", "ReplicationGroups", "ReplicationGroupId"),
    ("elasticache", "describe_cache_subnet_groups", "CacheSubnetGroups", "CacheSubnetGroupName"),
    ("dlm", "get_lifecycle_policies", "Policies", "PolicyId"),
]
everywhere = [
    ("iam", "list_roles", "Roles", "RoleName"),
    ("iam", "list_instance_profiles", "InstanceProfiles", "InstanceProfileName"),
    ("iam", "list_open_id_connect_providers", "OpenIDConnectProviderList", "Arn"),
    ("s3", "list_buckets", "Buckets", "Name"),
    ("route53", "list_hosted_zones", "HostedZones", "Name"),
    ("route53", "list_health_checks", "HealthChecks", "Id"),
]


def made_by_aws(kind: str, item: dict | str) -> bool:
    if isinstance(item, str):
        return False
    if kind == "SecurityGroups":
        return item["GroupName"] == "default"
    if kind == "Aliases":
        return item["AliasName"].startswith("alias/aws/")
    if kind == "NetworkInterfaces":
        # Those of instances, which carry no tag: moto goes on listing them when the instance has ended.
        return not item.get("TagSet")
    # moto goes on listing an endpoint after it was deleted, as AWS does for a while.
    deleted = str(item.get("State")).lower() == "deleted"
    return deleted or bool(item.get("IsDefault") or item.get("DefaultForAz"))


def every(service: str, region: str, operation: str, field: str) -> list:
    client = boto3.client(service, region_name=region)
    if client.can_paginate(operation):
        return [item for page in client.get_paginator(operation).paginate() for item in page[field]]
    return getattr(client, operation)()[field]


def inventory(regions: list) -> list:
    places = [(region, *row) for region in regions for row in regional] + [("-", *row) for row in everywhere]
    found = []
    for region, service, operation, field, name in places:
        for item in every(service, regions[0] if region == "-" else region, operation, field):
            if not made_by_aws(field, item):
                found.append(f"{region} {field} {item[name] if name else item}")
    policies = boto3.client("iam").get_paginator("list_policies").paginate(Scope="Local")
    found += [f"- Policies {policy['PolicyName']}" for page in policies for policy in page["Policies"]]
    for region in regions:
        client = boto3.client("kms", region_name=region)
        for key in every("kms", region, "list_keys", "Keys"):
            about = client.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            if about["KeyManager"] == "CUSTOMER" and about["KeyState"] != "PendingDeletion":
                found.append(f"{region} Keys {about['Description'] or about['KeyId']}")
    budgets = boto3.client("budgets", region_name="us-east-1").describe_budgets(AccountId="123456789012")
    found += [f"- Budgets {budget['BudgetName']}" for budget in budgets.get("Budgets", [])]
    return sorted(found)


def addresses(regions: list) -> list:
    return [
        {
            "region": region,
            "allocationId": address["AllocationId"],
            "publicIp": address["PublicIp"],
            "tags": {tag["Key"]: tag["Value"] for tag in address.get("Tags", [])},
        }
        for region in regions
        for address in sorted(every("ec2", region, "describe_addresses", "Addresses"), key=lambda a: a["AllocationId"])
    ]


def records(regions: list) -> list:
    client = boto3.client("route53")
    found = []
    for zone in every("route53", regions[0], "list_hosted_zones", "HostedZones"):
        for page in client.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone["Id"]):
            for record in page["ResourceRecordSets"]:
                values = sorted(value["Value"] for value in record.get("ResourceRecords", []))
                alias = [record["AliasTarget"]["DNSName"]] if "AliasTarget" in record else []
                found.append({"name": record["Name"].rstrip("."), "type": record["Type"], "values": values + alias})
    return sorted(found, key=lambda record: (record["name"], record["type"], record["values"]))


def secrets(regions: list) -> dict:
    found = {}
    for region in regions:
        client = boto3.client("secretsmanager", region_name=region)
        for secret in every("secretsmanager", region, "list_secrets", "SecretList"):
            value = client.get_secret_value(SecretId=secret["ARN"])["SecretString"]
            found[f"{region} {secret['Name']}"] = value
    return found


def user_data(regions: list) -> list:
    found = []
    for region in regions:
        client = boto3.client("ec2", region_name=region)
        for template in every("ec2", region, "describe_launch_templates", "LaunchTemplates"):
            versions = client.describe_launch_template_versions(LaunchTemplateId=template["LaunchTemplateId"])
            for version in versions["LaunchTemplateVersions"]:
                encoded = version["LaunchTemplateData"].get("UserData", "")
                found.append(base64.b64decode(encoded).decode("utf-8", "replace"))
    return found


def seed_images(regions: list, environment: str) -> None:
    for region in regions:
        for role in ("turn", "media"):
            boto3.client("ssm", region_name=region).put_parameter(
                Name=f"/webrtc-stacks/{environment}/images/{role}", Value="ami-1e749f67", Type="String", Overwrite=True
            )


def main() -> None:
    regions, question, *rest = sys.argv[1:]
    questions = {
        "inventory": inventory,
        "addresses": addresses,
        "records": records,
        "secrets": secrets,
        "user-data": user_data,
        "cluster": clusters.cluster,
        "take-snapshot": lambda regions, slot: clusters.take_snapshot(regions[0], slot),
        "say": lambda regions, *words: clusters.say(regions[0], *words),
        "seed-images": seed_images,
    }
    json.dump(questions[question](regions.split(","), *rest), sys.stdout)


if __name__ == "__main__":
    main()
