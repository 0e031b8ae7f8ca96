"""What an emulated account holds of a cluster whose nodes keep addresses and volumes, and who may read which secret."""

import json
import time

import boto3
from moto.iam.access_control import IAMPolicy, PermissionResult

#: The tag of a slot: what carries it stays when the machine in the slot is replaced.
slot_tag = "MasterSlot"


def tags(item: dict) -> dict:
    return {tag["Key"]: tag["Value"] for tag in item.get("Tags", item.get("TagSet", []))}


def slots(region: str) -> dict:
    ec2, groups = boto3.client("ec2", region_name=region), boto3.client("autoscaling", region_name=region)
    marked = [{"Name": "tag-key", "Values": [slot_tag]}]
    interfaces = ec2.describe_network_interfaces(Filters=marked)["NetworkInterfaces"]
    volumes = ec2.describe_volumes(Filters=marked)["Volumes"]
    return {
        "interfaces": sorted(
            (
                {
                    "slot": tags(interface)[slot_tag],
                    "id": interface["NetworkInterfaceId"],
                    "zone": interface["AvailabilityZone"],
                    "address": interface["PrivateIpAddress"],
                    "firewalls": sorted(group["GroupName"] for group in interface["Groups"]),
                }
                for interface in interfaces
            ),
            key=lambda interface: interface["slot"],
        ),
        "volumes": sorted(
            (
                {
                    "slot": tags(volume)[slot_tag],
                    "id": volume["VolumeId"],
                    "zone": volume["AvailabilityZone"],
                    "encrypted": volume["Encrypted"],
                    "snapshot": volume.get("SnapshotId") or "",
                }
                for volume in volumes
            ),
            key=lambda volume: volume["slot"],
        ),
        "groups": [
            {
                "name": group["AutoScalingGroupName"],
                "zones": group["AvailabilityZones"],
                "sizes": [group["MinSize"], group["DesiredCapacity"], group["MaxSize"]],
                "created": group["CreatedTime"].isoformat(),
                "interface": interface_of(ec2, group),
            }
            for group in sorted(
                groups.describe_auto_scaling_groups()["AutoScalingGroups"],
                key=lambda group: group["AutoScalingGroupName"],
            )
        ],
    }


def interface_of(ec2, group: dict) -> str:
    """The interface that a group launches its instance on; empty where each instance gets one of its own."""
    template = group["LaunchTemplate"]
    versions = ec2.describe_launch_template_versions(
        LaunchTemplateId=template["LaunchTemplateId"], Versions=[template["Version"]]
    )["LaunchTemplateVersions"]
    return versions[0]["LaunchTemplateData"]["NetworkInterfaces"][0].get("NetworkInterfaceId", "")


def balancers(region: str) -> list:
    client = boto3.client("elbv2", region_name=region)
    return sorted(balancer["LoadBalancerName"] for balancer in client.describe_load_balancers()["LoadBalancers"])


def snapshot_policies(region: str) -> list:
    client = boto3.client("dlm", region_name=region)
    ids = [policy["PolicyId"] for policy in client.get_lifecycle_policies()["Policies"]]
    details = [client.get_lifecycle_policy(PolicyId=identifier)["Policy"]["PolicyDetails"] for identifier in ids]
    return sorted(
        (
            {
                "slot": detail["TargetTags"][0]["Value"],
                "everyHours": detail["Schedules"][0]["CreateRule"]["Interval"],
                "keep": detail["Schedules"][0]["RetainRule"]["Count"],
            }
            for detail in details
        ),
        key=lambda policy: policy["slot"],
    )


def take_snapshot(region: str, slot: str) -> str:
    ec2 = boto3.client("ec2", region_name=region)
    volume = next(volume for volume in slots(region)["volumes"] if volume["slot"] == slot)
    return ec2.create_snapshot(VolumeId=volume["id"])["SnapshotId"]


def say(region: str, group: str, log_group: str, line: str) -> None:
    """Writes a line to the log of a group's node, as the node would."""
    logs, groups = boto3.client("logs", region_name=region), boto3.client("autoscaling", region_name=region)
    standing = groups.describe_auto_scaling_groups(AutoScalingGroupNames=[group])["AutoScalingGroups"][0]
    stream = standing["Instances"][0]["InstanceId"]
    logs.create_log_stream(logGroupName=log_group, logStreamName=stream)
    event = {"timestamp": int(time.time() * 1000), "message": line}
    logs.put_log_events(logGroupName=log_group, logStreamName=stream, logEvents=[event])


def secret_readers(region: str) -> dict:
    """Roles by the secret that all their policies together, evaluated, let them read."""
    iam, secrets = boto3.client("iam"), boto3.client("secretsmanager", region_name=region)
    policies = {role["RoleName"]: policies_of(iam, role["RoleName"]) for role in iam.list_roles()["Roles"]}
    return {
        secret["Name"]: sorted(role for role, held in policies.items() if may_read(held, secret["ARN"]))
        for secret in secrets.list_secrets()["SecretList"]
    }


def policies_of(iam, role: str) -> list:
    """Documents of a role's policies: its own, and those that it shares with others."""
    own = [
        iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]
    ]
    arns = [policy["PolicyArn"] for policy in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]]
    versions = [(arn, iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]) for arn in arns]
    shared = [iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"] for arn, version in versions]
    return own + [version["Document"] for version in shared]


def may_read(policies: list, secret: str) -> bool:
    """A refusal of one policy outweighs what others permit."""
    answers = {
        IAMPolicy(json.dumps(document)).is_action_permitted("secretsmanager:GetSecretValue", secret)
        for document in policies
    }
    return PermissionResult.PERMITTED in answers and PermissionResult.DENIED not in answers


def cluster(regions: list) -> dict:
    region = regions[0]
    return {
        **slots(region),
        "balancers": balancers(region),
        "snapshotPolicies": snapshot_policies(region),
        "secretReaders": secret_readers(region),
    }
